import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { balances, feePlatform, postTransfers, resolvePendings, type Transfer } from "#modules/ledger";
import { openDb, transact } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { brokenIn, verify } from "#platform/verify";
import { world } from "../../../tests/world.ts";
import { transferId } from "./post-transfers.ts";

const { db, url } = await world();
const others = [openDb(url), openDb(url)];
after(() => Promise.all(others.map((other) => other.destroy())));

const at = new Date("2026-03-01T10:00:00Z");
const until = new Date(Date.now() + 86_400_000);

const transfer = (posting: string, from: string, to: string, fen: bigint, more: Partial<Transfer> = {}): Transfer => ({
  posting,
  from,
  to,
  fen,
  kind: "test",
  ref: "test:1",
  actor: "test",
  at,
  ...more,
});
const post = (...transfers: Transfer[]): Promise<void> => transact(db, (tx) => postTransfers(tx, transfers));
const lies = async (key: string): Promise<bigint> => (await balances(db, [key])).get(key)!;
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test("the same news booked twice is booked once, and other news under the same name is a bug", async () => {
  const paid = transfer("replay", "buyers:sandbox", "held:900", 500n);
  await Promise.all([post(paid), post(paid, paid)]);
  assert.equal(await lies("held:900"), 500n);
  await assert.rejects(post({ ...paid, fen: 501n }), /comes again as/);
  await assert.rejects(post({ ...paid, to: "held:901" }), /comes again as/);
  await assert.rejects(post(transfer("two", "a:1", "a:2", 1n), transfer("two", "a:1", "a:2", 2n)), /comes again/);
});

test("a floor holds: the transfer that would break it is refused with what there is, and nothing of its batch stays", async () => {
  await post(transfer("floor-in", "buyers:sandbox", "deposit:7", 300n));
  const out = transfer("floor-out", "deposit:7", feePlatform, 301n);
  await assert.rejects(post(transfer("floor-more", "buyers:sandbox", "deposit:8", 5n), out), (error: unknown) => {
    assert.ok(error instanceof Refusal);
    assert.deepEqual(error.details, { account: "deposit:7", haveFen: 300, needFen: 301 });
    return error.code === "ledger.insufficient";
  });
  assert.equal(await lies("deposit:8"), 0n);
});

test("of twenty who take at once, only as many get something as there is", async () => {
  await post(transfer("race-in", "buyers:sandbox", "deposit:9", 1_000n));
  const takes = Array.from({ length: 20 }, (_, n) =>
    transact(others[n % 2]!, (tx) =>
      postTransfers(tx, [
        transfer(`race-${n}`, "deposit:9", feePlatform, 150n, n % 3 === 0 ? { pendingUntil: until } : {}),
      ]),
    ),
  );
  const ends = await Promise.allSettled(takes);
  assert.equal(ends.filter(({ status }) => status === "fulfilled").length, 6);
  for (const end of ends) if (end.status === "rejected") assert.ok(refusal("ledger.insufficient")(end.reason));
});

test("a batch that shares accounts with another in the opposite order ends, both booked", async () => {
  await post(
    transfer("x", "buyers:sandbox", "deposit:20", 10_000n),
    transfer("y", "buyers:sandbox", "deposit:21", 10_000n),
  );
  const runs = Array.from({ length: 30 }, (_, n) => {
    const there = transfer(`there-${n}`, "deposit:20", "deposit:21", 7n);
    const back = transfer(`back-${n}`, "deposit:21", "deposit:20", 3n);
    return transact(others[n % 2]!, (tx) => postTransfers(tx, n % 2 ? [there, back] : [back, there]));
  });
  await Promise.all(runs);
  assert.equal(await lies("deposit:20"), 10_000n - 30n * 4n);
});

test("a pending ends once: two who revert it at once, and one who posts it, agree on one end", async () => {
  await post(
    transfer("p-in", "buyers:sandbox", "deposit:30", 100n),
    transfer("p", "deposit:30", feePlatform, 60n, { pendingUntil: until }),
  );
  await assert.rejects(post(transfer("p-more", "deposit:30", feePlatform, 41n)), refusal("ledger.insufficient"));
  const id = transferId("p");
  const resolve = (n: number, outcome: "posted" | "voided") =>
    transact(others[n]!, (tx) => resolvePendings(tx, [{ transferId: id, outcome }], at));
  const ends = await Promise.allSettled([resolve(0, "voided"), resolve(1, "posted"), resolve(0, "voided")]);
  const failed = ends.filter((end) => end.status === "rejected");
  assert.ok(failed.length === 1 || failed.length === 2);
  for (const { reason } of failed) assert.ok(refusal("ledger.already_resolved")(reason));
  const posted = ends[1]!.status === "fulfilled";
  assert.equal(await lies("deposit:30"), posted ? 40n : 100n);
});

test("the books refuse every change of the past", async () => {
  for (const table of ["transfers", "resolutions"])
    for (const deed of [`update ledger.${table} set happened_at = happened_at`, `delete from ledger.${table}`])
      await assert.rejects(sql.raw(deed).execute(db), /append-only/);
});

test("after all this every invariant holds", async () => assert.deepEqual(brokenIn(await verify(url)), []));
