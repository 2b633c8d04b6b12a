import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { StartupFault } from "#platform/startup-fault";
import { scenarios } from "../tests/storms/scenarios/index.ts";
import { runStorm } from "../tests/storms/storm.ts";
import { runTool } from "./tool.ts";

const VIOLATIONS_SHOWN = 20;

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new StartupFault(`--${name} wants a whole number from 1.`, 2);
  return number;
}

async function playOnly(name: string): Promise<number> {
  const run = scenarios[name];
  if (!run) throw new StartupFault(`--only wants one of ${Object.keys(scenarios).join(", ")}.`, 2);
  const outcome = await run();
  console.log(JSON.stringify(outcome));
  if ("skipped" in outcome) console.error(`jishi: SKIPPED ${outcome.skipped}`);
  return "violations" in outcome && outcome.violations.length > 0 ? 1 : 0;
}

await runTool(async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: "string", default: "20" },
      seed: { type: "string" },
      lanes: { type: "string", default: "48" },
      only: { type: "string" },
      keep: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  if (values.only !== undefined) return playOnly(values.only);
  const kills = wholeNumber("kills", values.kills);
  const lanes = wholeNumber("lanes", values.lanes);
  const seed = values.seed === undefined ? randomInt(1, 1_000_000) : wholeNumber("seed", values.seed);
  const say = (sentence: string): void => console.error(`jishi: ${sentence}`);
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "disconnect"] as const) process.on(signal, () => interrupted.abort());
  process.channel?.unref();
  say(`a storm of ${kills} kills, seed ${seed}`);
  const result = await runStorm({ seed, kills, lanes, keep: values.keep, say, signal: interrupted.signal });
  for (const violation of result.violations.slice(0, VIOLATIONS_SHOWN)) say(violation);
  if (result.kept !== undefined) {
    say(`${result.violations.length} violations; schedule, journal, logs and data are kept in ${result.kept}`);
    say(`the same storm again: npm run storm -- --kills ${kills} --seed ${seed} --lanes ${lanes}`);
  }
  const figures = { ...result, violations: result.violations.length };
  console.log(values.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2));
  return result.violations.length > 0 ? 1 : 0;
});
