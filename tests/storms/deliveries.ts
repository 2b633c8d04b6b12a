import { setTimeout as wait } from "node:timers/promises";
import { receiveStock } from "#modules/inventory";
import { databaseAway, transact } from "#platform/db";
import { NoIds } from "#platform/ids";
import type { Goods } from "./compare.ts";
import type { ShopFixture } from "../fixtures/goods.ts";
import type { StormGround } from "./ground/storm-ground.ts";
import type { Journal } from "./journal.ts";

let delivered = 0;

/** Pieces come in through the house's own door, under a name that a repetition carries: known in the end, like all else. */
export async function deliver(
  { db }: Pick<StormGround, "db">,
  journal: Journal,
  { shopId }: ShopFixture,
  { skuId }: Goods,
  pieces: number,
): Promise<void> {
  const id = `stock-${(delivered += 1)}-${skuId}`;
  await journal.ask({ id, deed: "stock", by: String(shopId), wish: { skuId, pieces } });
  for (let unknowns = 0; ; unknowns++) {
    const wish = { shopId, skuId: BigInt(skuId), quantity: pieces, ref: "storm", actor: "test", requestId: id };
    const done = await transact(db, (tx) => receiveStock(tx, wish)).then(
      () => true,
      (fault: unknown) => {
        if (!databaseAway(fault) && !(fault instanceof NoIds)) throw fault;
        return false; // the same delivery again
      },
    );
    if (done) return journal.answer({ id, ok: true, told: {}, unknowns });
    if (unknowns > 600) throw new Error(`delivery ${id} was never taken in`);
    await wait(100);
  }
}
