import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { lockProduct, wrongState } from "./product-rows.ts";
import { requireRoom } from "./submit-product.ts";

const setStatus = statement(
  "catalog.set_status",
  `update catalog.products set status = $2, listed_at = case when $2 = 'on' then $3 else listed_at end where id = $1`,
);

/**
 * Puts a product on sale again or takes it off, without an audit. A shop may undo only what it did itself: what safety,
 * a short deposit or the first approval decide is `catalog.wrong_state`.
 */
export const putOnSale = (db: Db | Tx, ask: { shopId: bigint; productId: bigint; on: boolean }): Promise<void> =>
  transact(db, async (tx) => {
    const product = await lockProduct(tx, ask.productId, ask.shopId);
    const [from, to] = ask.on ? ["self_off", "on"] : ["on", "self_off"];
    if (product.status !== from) throw wrongState(product.status);
    if (ask.on) await requireRoom(tx, ask.shopId, ask.productId);
    await setStatus(tx, product.id, to, clock.now());
    const { productId, shopId } = ask;
    await emit(tx, ask.on ? "catalog.listed" : "catalog.delisted", [{ productId, shopId }]);
  });
