import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { StartupFault } from "#platform/startup-fault";
import { type Finding, verify } from "#platform/verify";
import { startPostgres } from "./postgres.ts";
import { runTool } from "./tool.ts";

type Place = { url: string; leave: () => Promise<void> };

/** DATABASE_URL, else the database in the data folder: the running one, or one started for this look alone. */
async function findDatabase(dataDir: string): Promise<Place> {
  const given = process.env["DATABASE_URL"];
  if (given !== undefined && given !== "") return { url: given, leave: () => Promise.resolve() };
  const dir = join(resolve(dataDir), "postgres");
  if (!existsSync(dir))
    throw new StartupFault(`There is no database in ${resolve(dataDir)}; name its folder with --data DIR.`);
  const postgres = await startPostgres({ dir });
  return { url: postgres.url, leave: postgres.adopted ? postgres.leave : postgres.stop };
}

const OFFENDERS_SHOWN = 20;

function report({ name, sentence, seen, offenders, ms }: Finding): void {
  const verdict = offenders.length === 0 ? "holds" : `BROKEN by ${offenders.length}`;
  console.log(
    `${name.padEnd(5)}${verdict.padEnd(16)}${String(seen).padStart(9)} seen ${String(ms).padStart(6)} ms   ${sentence}`,
  );
  for (const { subject, expected, found } of offenders.slice(0, OFFENDERS_SHOWN)) {
    console.log(`       ${subject}: should be ${expected}, is ${found}`);
  }
}

await runTool(async (args) => {
  const { values } = parseArgs({
    args,
    options: { data: { type: "string", default: process.env["JISHI_DATA"] || ".data" }, only: { type: "string" } },
  });
  const { url, leave } = await findDatabase(values.data);
  try {
    const findings = await verify(url, values.only);
    findings.forEach(report);
    if (findings.length === 0) throw new StartupFault(`No invariant is called ${values.only}.`, 2);
    return findings.some(({ offenders }) => offenders.length > 0) ? 1 : 0;
  } finally {
    await leave();
  }
});
