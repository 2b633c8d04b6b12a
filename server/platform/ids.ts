import { sql } from "kysely";
import { clock } from "./clock.ts";
import type { Db } from "./db.ts";

// An id is 33 bits of seconds and 20 bits of sequence: ordered by time, below 2^53, so that JavaScript clients of
// any kind may read it as a number. The sequence comes from the database in blocks, so that processes never meet.
const EPOCH_SECONDS = 1_735_689_600; // 2025-01-01
const BLOCK = 1024n;
const REFRESH_MS = 4_000;
const STALE_MS = 30_000; // a block kept longer could meet the sequence's next round

/** The database has been away for so long that no id is left: a passing fault, never a wrong input. */
export class NoIds extends Error {}

type Block = { next: bigint; end: bigint; drawnMs: number };
let blocks: Block[] = [];
let filling: Promise<void> | undefined;
let refresher: NodeJS.Timeout | undefined;

async function draw(db: Db): Promise<Block[]> {
  const { rows } = await sql<{ n: bigint }>`
    select nextval('platform.id_blocks') as n from generate_series(1, 16)`.execute(db);
  const drawnMs = performance.now();
  return rows.map(({ n }) => ({ next: n * BLOCK, end: (n + 1n) * BLOCK, drawnMs }));
}

let refill: () => void = () => undefined;

/** Makes `newId` work in this process. Fresh blocks are drawn in the background, as ids are used and as they age. */
export async function openIds(db: Db): Promise<{ close: () => void }> {
  blocks = await draw(db);
  refill = () => {
    filling ??= draw(db)
      .then((fresh) => void blocks.push(...fresh))
      // The database is away. Whoever then finds no id is told so by newId; there is nobody to tell here.
      .catch(() => undefined)
      .finally(() => (filling = undefined));
  };
  clearInterval(refresher);
  refresher = setInterval(() => {
    if (performance.now() - (blocks[0]?.drawnMs ?? 0) < REFRESH_MS) return;
    draw(db).then(
      (fresh) => void (blocks = fresh),
      () => undefined,
    );
  }, REFRESH_MS);
  refresher.unref();
  return { close: () => clearInterval(refresher) };
}

/** A fresh id, ordered by time. Throws `NoIds` when the database has been away for longer than the blocks last. */
export function newId(): bigint {
  while (blocks.length > 0 && performance.now() - blocks[0]!.drawnMs > STALE_MS) blocks.shift();
  if (blocks.length < 8) refill();
  const block = blocks[0];
  if (!block) throw new NoIds("no ids at hand");
  const sequence = block.next & 0xfffffn;
  block.next += 1n;
  if (block.next === block.end) blocks.shift();
  return (BigInt(Math.floor(clock.now().getTime() / 1000) - EPOCH_SECONDS) << 20n) | sequence;
}

/** When an id was drawn, to the second. */
export const drawnAt = (id: bigint): Date => new Date((Number(id >> 20n) + EPOCH_SECONDS) * 1000);
