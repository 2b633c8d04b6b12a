import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Config } from "#platform/config";
import { asAdmin, root } from "../tool.ts";
import { StartupFault } from "#platform/startup-fault";

export type DemoContext = { config: Config & { databaseUrl: string } };
/** A sign-in to print: who, as `zh` and `en` say it, and with which phone number. */
export type DemoLogin = { zh: string; en: string; phone: string; path: string };
type Seed = { seedDemo: (context: DemoContext) => Promise<void>; demoLogins?: readonly DemoLogin[] };

const file = join(root, "demo", "seed.ts");

async function marker(url: string): Promise<"none" | "begun" | "finished"> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: known } = await client.query<{ there: boolean }>(
      "select to_regclass('platform.seeds') is not null as there",
    );
    if (!known[0]!.there) return "none";
    const { rows } = await client.query<{ done: boolean }>(
      "select finished_at is not null as done from platform.seeds where name = 'demo'",
    );
    return rows[0] === undefined ? "none" : rows[0].done ? "finished" : "begun";
  } finally {
    await client.end();
  }
}

/** A first start that was killed while it filled the database left half a world: it is thrown away and made anew. */
export async function clearHalfWorld(url: string, ownDatabase: boolean): Promise<void> {
  if ((await marker(url)) !== "begun") return;
  if (!ownDatabase) {
    throw new StartupFault(
      "The demo world in this database was left half made; empty the database (DATABASE_URL) first.",
    );
  }
  const { pathname } = new URL(url);
  const name = pathname.slice(1);
  const admin = Object.assign(new URL(url), { pathname: "postgres" }).href;
  await asAdmin(admin, `drop database "${name}" with (force)`);
  await asAdmin(admin, `create database "${name}"`);
}

/** Fills an empty database with the demo world, once. Returns who can sign in. */
export async function seedOnce(context: DemoContext): Promise<readonly DemoLogin[]> {
  if (!context.config.demo || !existsSync(file)) return [];
  const { seedDemo, demoLogins = [] } = (await import(file)) as Seed;
  const url = context.config.databaseUrl;
  if ((await marker(url)) !== "finished") {
    console.log("jishi: making the demo world …");
    await asAdmin(url, "insert into platform.seeds (name) values ('demo')");
    await seedDemo(context);
    await asAdmin(url, "update platform.seeds set finished_at = now() where name = 'demo'");
  }
  return demoLogins;
}
