import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Figures, type Outcome, play, type Scene } from "./scene.ts";

const HELD_S = 4;
const QUICK_MS = 12_000;

/** Opens connections until the database has none left. */
async function takeAll(url: string): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined); // told by the connect that fails
    try {
      await client.connect();
      taken.push(client);
    } catch (fault) {
      if (!/too many clients/.test((fault as Error).message)) throw fault;
      return taken;
    }
  }
}

const GRABS = 6;

/** Takes every connection, the servers' own too: whoever is thrown out races us for a new one, so it takes a few turns. */
async function grabAll(url: string): Promise<pg.Client[]> {
  const taken = await takeAll(url);
  const mine = new Set<number>();
  for (let [turn, known] = [0, 0]; turn < GRABS; turn++) {
    for (; known < taken.length; known++) {
      const { rows } = await taken[known]!.query<{ pid: number }>("select pg_backend_pid() as pid");
      mine.add(rows[0]!.pid);
    }
    const others = `select pg_terminate_backend(pid) from pg_stat_activity
      where backend_type = 'client backend' and pid <> all($1::int[])`;
    await taken[0]!.query(others, [[...mine]]);
    taken.push(...(await takeAll(url)));
  }
  return taken;
}

/** Somebody takes every connection, and the servers lose theirs: they say 503 and when to come again. */
async function noneLeft({ ground, ordersBack, look, mustBe }: Scene): Promise<Figures> {
  const taken = await grabAll(ground.url);
  let [refused, slowestMs] = [0, 0];
  for (const until = performance.now() + HELD_S * 1_000; performance.now() < until; await wait(100)) {
    const { status, body, ms } = await look("web-a", "/api/catalog/products");
    slowestMs = Math.max(slowestMs, ms);
    if (status !== 503) continue;
    refused += 1;
    mustBe("who finds no connection is told to come again", body["retry"] === "after");
  }
  mustBe("somebody found no connection", refused > 0);
  mustBe(`answers came within ${QUICK_MS} ms (${slowestMs})`, slowestMs < QUICK_MS);
  const freedMs = performance.now();
  await Promise.all(taken.map((client) => client.end()));
  return { refused, slowestMs, backMs: await ordersBack(freedMs) };
}

/** A stranger's lock keeps every connection of the pools waiting. */
async function allBusy({ ground, ordersBack, mustBe, look }: Scene): Promise<Figures> {
  const stranger = new pg.Client({ connectionString: ground.url });
  await stranger.connect();
  await stranger.query("begin");
  await stranger.query("lock table orders.checkouts, payments.intents in access exclusive mode");
  await wait(2 * HELD_S * 1_000);
  const alive = await look("web-a", "/healthz");
  mustBe(`the server lives while it waits (${alive.status})`, alive.status === 200);
  const freedMs = performance.now();
  await stranger.query("rollback");
  await stranger.end();
  return { busyBackMs: await ordersBack(freedMs) };
}

/** Every connection of the database is taken; then every connection of the pools is kept waiting. */
export const exhausted = (): Promise<Outcome> =>
  play("exhausted", async (scene) => {
    await scene.seconds(2);
    const none = await noneLeft(scene);
    await scene.seconds(2);
    return { ...none, ...(await allBusy(scene)) };
  });
