import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Pair, startPair } from "./standby.ts";

const home = mkdtempSync(join(tmpdir(), "jishi-pair-"));
chmodSync(home, 0o755);
let pair: Pair | undefined;
after(async () => {
  await pair?.stop();
  rmSync(home, { recursive: true });
});

async function ask(url: string, text: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<unknown[]>({ text, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

test("when the primary is killed the standby has every commit, and writes are back under the same address", async () => {
  pair = await startPair({ dir: join(home, "first"), standbyDir: join(home, "second") });
  const { url } = pair;
  await ask(url, "create table cup (id int primary key)");
  let kept = 0;
  for (const until = Date.now() + 1_000; Date.now() < until; kept++) await ask(url, `insert into cup values (${kept})`);
  process.kill(pair.pid(), "SIGKILL");
  const killedMs = performance.now();
  const back = async (): Promise<boolean> => {
    try {
      await ask(url, "insert into cup values (-1) on conflict do nothing");
      return pair!.tookOver();
    } catch {
      return false; // away, or not yet allowed to write
    }
  };
  while (!(await back())) {
    assert.ok(performance.now() - killedMs < 10_000, "nobody took over");
    await wait(20);
  }
  const tookMs = performance.now() - killedMs;
  assert.deepEqual(await ask(url, "select count(*)::int from cup where id >= 0"), [[kept]]);
  assert.ok(tookMs < 2_000, `writes were back after ${Math.round(tookMs)} ms`);
});
