import { type Db, statement, transact, type Tx } from "#platform/db";
import { lockShop } from "./read-shops.ts";
import { wrongState } from "./wrong-state.ts";

const setState = statement("shops.set_state", `update shops.shops set state = $2, version = version + 1 where id = $1`);

/** Stops or resumes selling. What a frozen, limited or closing shop may do is not its own to decide. */
export const pauseShop = (db: Db | Tx, shopId: bigint, paused: boolean): Promise<void> =>
  transact(db, async (tx) => {
    const { state } = await lockShop(tx, shopId);
    const [from, to] = paused ? ["open", "paused"] : ["paused", "open"];
    if (state !== from) throw wrongState(state);
    await setState(tx, shopId, to);
  });
