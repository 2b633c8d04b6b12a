import { mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { StartupFault } from "#platform/startup-fault";
import { type Ground, openGround } from "./ground.ts";
import { createDatabase, settingsOf } from "./peers/database.ts";
import { type Choice, choose, ROUNDS, round, rushFor, type Say, SECONDS, summary } from "./peers/measure.ts";
import { openMedusa } from "./peers/medusa.ts";
import { openOurs } from "./peers/ours.ts";
import { type Peer, SCARCE_BUYERS, SCARCE_STOCK } from "./peers/peer.ts";
import { endAll } from "./peers/programs.ts";
import { openRedis, type Redis } from "./peers/redis.ts";
import { install, scratchOf, versionOf } from "./peers/scratch.ts";
import type { StormResult } from "./peers/storm.ts";
import { openVendure } from "./peers/vendure.ts";

type Place = { scratch: string; medusa: string; vendure: string };
type Measured = { choice: Choice; results: StormResult[]; rush: Awaited<ReturnType<typeof rushFor>> };

/** Taken out of the environment: our server refuses variables of its name that it does not know. */
function scratchAsked(): string {
  const asked = process.env["JISHI_PEERS_DIR"];
  delete process.env["JISHI_PEERS_DIR"];
  return scratchOf(asked);
}

async function installAll(say: Say): Promise<Place> {
  const scratch = scratchAsked();
  mkdirSync(scratch, { recursive: true });
  say(`The peers live in ${scratch}.`);
  return { scratch, medusa: await install("medusa", scratch), vendure: await install("vendure", scratch) };
}

async function openAll(place: Place, ground: Ground, redis: Redis | undefined, say: Say): Promise<Peer[]> {
  const logOf = (name: string): string => join(place.scratch, `${name}.log`);
  const redisPort = redis?.port;
  say(
    redis ? `Redis ${redis.version} is used where it is quicker.` : "There is no redis-server here: peers run without.",
  );
  say("Ours, Medusa and Vendure are built and furnished.");
  const ours = await openOurs(ground, logOf("ours"));
  const medusa = await openMedusa({
    ...{ folder: place.medusa, log: logOf("medusa"), redisPort },
    database: await createDatabase(ground.url, "peer_medusa"),
  });
  const vendure = await openVendure({
    ...{ folder: place.vendure, log: logOf("vendure"), redisPort },
    database: await createDatabase(ground.url, "peer_vendure"),
  });
  return [ours, medusa, vendure];
}

async function measureAll(peers: readonly Peer[], say: Say): Promise<Map<Peer, Measured>> {
  const measured = new Map<Peer, Measured>();
  const choices = new Map<Peer, Choice>();
  const results = new Map<Peer, StormResult[]>(peers.map((peer) => [peer, []]));
  for (const peer of peers) choices.set(peer, await choose(peer, say));
  for (let n = 1; n <= ROUNDS; n++)
    for (const peer of peers) {
      const result = await round(peer, choices.get(peer)!);
      results.get(peer)!.push(result);
      say(`round ${n}, ${peer.name}: ${result.ordersPerSecond} orders/s, p50 ${result.p50Ms}, p99 ${result.p99Ms} ms`);
    }
  for (const peer of peers) {
    const acknowledged = results.get(peer)!.reduce((sum, { orders }) => sum + orders, 0);
    const paid = await peer.paid("hot");
    if (paid < acknowledged) throw new Error(`${peer.name} answered ${acknowledged} paid orders and has only ${paid}`);
    const rush = await rushFor(peer, choices.get(peer)!);
    say(`${peer.name}: ${rush.paid} paid of ${SCARCE_STOCK} pieces, ${rush.oversold} too many`);
    measured.set(peer, { choice: choices.get(peer)!, results: results.get(peer)!, rush });
  }
  return measured;
}

function figuresOf(measured: Map<Peer, Measured>) {
  const of = (name: Peer["name"]) => {
    const [peer, { choice, results, rush }] = [...measured].find(([each]) => each.name === name)!;
    return { ...summary(results), ...choice, callsPerOrder: peer.callsPerOrder, oversold: rush.oversold, rush };
  };
  const [ours, medusa, vendure] = [of("ours"), of("medusa"), of("vendure")];
  const better = Math.max(medusa.ordersPerSecond, vendure.ordersPerSecond);
  return { ours, medusa, vendure, ratioToBetterPeer: Math.round((ours.ordersPerSecond / better) * 10) / 10 };
}

const ownVersion = (): string =>
  (JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as { version: string }).version;

/**
 * Orders from cart to paid, five calls each, ours beside Medusa and Vendure on the same PostgreSQL. Rounds are
 * interleaved. Where a peer cannot be had, it ends with one sentence and no figures.
 */
export async function runPeers({ json }: { json: boolean }): Promise<object> {
  try {
    return await compare((line) => void (json || console.log(line)));
  } catch (fault) {
    if (!(fault instanceof StartupFault)) throw fault;
    console.error(`jishi: ${fault.message}`);
    process.exit(fault.exitCode);
  }
}

async function compare(say: Say): Promise<object> {
  const place = await installAll(say);
  const ground = await openGround();
  const stop = async (): Promise<void> => {
    endAll();
    await ground.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stop().then(() => process.exit(130)));
  const redis = await openRedis(place.scratch, join(place.scratch, "redis.log"));
  try {
    const peers = await openAll(place, ground, redis, say);
    const { server_version: postgres, ...settings } = await settingsOf(ground.url);
    const measured = await measureAll(peers, say);
    return {
      bench: "peers",
      versions: {
        ours: ownVersion(),
        medusa: versionOf("medusa", place.scratch),
        vendure: versionOf("vendure", place.scratch),
        node: process.version,
        postgres,
        redis: redis?.version ?? null,
      },
      settings: {
        ...settings,
        cores: availableParallelism(),
        roundSeconds: SECONDS,
        scarce: { stock: SCARCE_STOCK, buyers: SCARCE_BUYERS },
      },
      rounds: ROUNDS,
      ...figuresOf(measured),
    };
  } finally {
    await stop();
  }
}
