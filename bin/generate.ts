import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { migrate } from "#platform/migrate";
import { openApiDocument } from "#platform/openapi";
import { type Catalogue, readCatalogue } from "./generate/catalogue.ts";
import { configurationMd } from "./generate/configuration-md.ts";
import { endpointsTs, readRegister } from "./generate/endpoints-ts.ts";
import { schemaSql } from "./generate/schema-sql.ts";
import { tablesTs } from "./generate/tables-ts.ts";
import { asAdmin, root, runTool } from "./tool.ts";
import { temporaryDatabase } from "./temporary-database.ts";

/** What the migrations make of an empty database. */
async function freshCatalogue(): Promise<Catalogue> {
  const { url, stop } = await temporaryDatabase();
  const name = `generate_${randomBytes(6).toString("hex")}`;
  const own = Object.assign(new URL(url), { pathname: name }).href;
  try {
    await asAdmin(url, `create database ${name}`);
    await migrate(own);
    return await readCatalogue(own);
  } finally {
    await asAdmin(url, `drop database if exists ${name} with (force)`);
    await stop();
  }
}

/** Generated code is formatted like written code, so that the format check passes over it. */
function formatted(file: string, text: string): string {
  if (!file.endsWith(".ts") && !file.endsWith(".json")) return text;
  const biome = join(root, "node_modules", ".bin", "biome");
  const { status, stdout, stderr } = spawnSync(biome, ["format", `--stdin-file-path=${file}`], {
    input: text,
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${file} could not be formatted: ${stderr}`);
  return stdout;
}

async function everyFile(): Promise<Record<string, string>> {
  const catalogue = await freshCatalogue();
  const register = await readRegister(root);
  const document = openApiDocument(Object.fromEntries(register.map(({ name, route }) => [name, route])));
  return {
    "database/schema.sql": schemaSql(catalogue),
    "server/platform/tables.ts": tablesTs(catalogue),
    "docs/configuration.md": configurationMd(),
    "contract/endpoints.ts": endpointsTs(register),
    "docs/openapi.json": `${JSON.stringify(document, undefined, 2)}\n`,
  };
}

await runTool(async (args) => {
  const check = args.includes("--check");
  const stale: string[] = [];
  for (const [file, raw] of Object.entries(await everyFile())) {
    const text = formatted(file, raw);
    const path = join(root, file);
    if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
    stale.push(file);
    if (check) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const file of stale) console.log(check ? `${file} is stale; run: npm run generate` : `wrote ${file}`);
  return check && stale.length > 0 ? 1 : 0;
});
