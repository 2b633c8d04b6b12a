import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { StartupFault } from "#platform/startup-fault";
import { openGround, openStage } from "./ground.ts";
import { runSeed, type SeedRun } from "./run-seed.ts";

export type Wish = { seed: number; hours: number; seeds: number; json: boolean };

const SHARDS_MAX = 2;
const SAID_EVERY = 50;

function whole(text: string, name: string): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n) || n < 1)
    throw new StartupFault(`--${name} is a whole number from 1 on, not ${text}.`, 2);
  return n;
}

export function readWish(args: string[]): Wish {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "1" },
      hours: { type: "string", default: "1" },
      seeds: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const { seed, hours, seeds, json } = values;
  return { seed: whole(seed, "seed"), hours: whole(hours, "hours"), seeds: whole(seeds, "seeds"), json };
}

type Tell = (run: SeedRun) => void;

async function runHere(url: string, { seed, hours }: Wish, tell: Tell): Promise<void> {
  const stage = await openStage(url, "story");
  tell(await runSeed(stage, seed, hours));
  await stage.close();
}

/** Two programs share the seeds: each seed runs in one of them, alone with its clock. */
async function runInShards(url: string, { seed, hours, seeds }: Wish, tell: Tell): Promise<void> {
  let next = seed;
  const shard = async (n: number): Promise<void> => {
    const child = fork(new URL("./shard.ts", import.meta.url), [url, `shard_${n}`, String(hours)], {
      execArgv: ["--max-semi-space-size=32"], // a story makes much that lives for a moment
    });
    const give = (): void => {
      if (next < seed + seeds) child.send(next++);
      else child.disconnect();
    };
    child.on("message", (message) => {
      if (message !== "ready") tell(message as SeedRun);
      give();
    });
    const [code] = (await once(child, "exit")) as [number | null];
    if (code !== 0) throw new Error(`a shard ended with ${code}`);
  };
  const count = Math.min(SHARDS_MAX, availableParallelism(), seeds);
  await Promise.all(Array.from({ length: count }, (_, n) => shard(n + 1)));
}

function sayFailure({ seed, hours, traceHash, violations, lastEvents }: SeedRun): void {
  console.log(`seed ${seed} failed, trace ${traceHash}. The last ${lastEvents.length} events:`);
  for (const line of lastEvents) console.log(`  ${line}`);
  console.log("what is wrong:");
  for (const violation of violations) console.log(`  ${violation}`);
  console.log(`again: npm run simulate -- --seed ${seed} --hours ${hours}`);
}

const sum = (runs: readonly SeedRun[], of: (run: SeedRun) => number): number => runs.reduce((n, run) => n + of(run), 0);

function totals({ seed, hours, seeds }: Wish, runs: readonly SeedRun[], seconds: number) {
  const inOrder = runs.toSorted((a, b) => a.seed - b.seed);
  const all = createHash("sha256").update(inOrder.map(({ traceHash }) => traceHash).join("\n"));
  return {
    ...{ simulate: true, seed, hours, seeds: runs.length, orders: sum(runs, ({ orders }) => orders) },
    ...{ paid: sum(runs, ({ paid }) => paid), refunded: sum(runs, ({ refunded }) => refunded) },
    ...{ events: sum(runs, ({ events }) => events), violations: sum(runs, ({ violations }) => violations.length) },
    traceHash: seeds === 1 ? inOrder[0]!.traceHash : all.digest("hex").slice(0, 32),
    seconds: Math.round(seconds * 10) / 10,
  };
}

/** Tells the stories of these seeds and says what was wrong in them; fails when anything was. */
export async function simulate(args: string[]): Promise<number> {
  const wish = readWish(args);
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1000;
  const ground = await openGround();
  const runs: SeedRun[] = [];
  const tell = (run: SeedRun): void => {
    runs.push(run);
    if (run.violations.length > 0) sayFailure(run);
    else if (runs.length % SAID_EVERY === 0) console.log(`${runs.length} seeds, ${Math.round(seconds())} s`);
  };
  try {
    await (wish.seeds === 1 ? runHere : runInShards)(ground.url, wish, tell);
  } finally {
    await ground.stop();
  }
  const figures = totals(wish, runs, seconds());
  if (wish.json) console.log(JSON.stringify(figures));
  else
    console.log(
      `${figures.seeds} seed(s) of ${wish.hours} h: ${figures.orders} orders, ${figures.paid} paid, ` +
        `${figures.refunded} refunded, ${figures.events} events, ${figures.violations} violations, ` +
        `trace ${figures.traceHash}, ${figures.seconds} s`,
    );
  return figures.violations === 0 ? 0 : 1;
}
