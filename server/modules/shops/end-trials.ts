import { clock } from "#platform/clock";
import { type Db, statement, transact } from "#platform/db";
import { TRIAL_OVER, tellShop } from "./open-shop.ts";
import { DEPOSIT_AFTER_TRIAL_FEN, TRIAL } from "./shop-rules.ts";

const BATCH_MAX = 100;

// The same rule as `trialIsOver`, as an index can find it.
const end = statement<{ id: bigint; name: string }>(
  "shops.end_trials",
  `update shops.shops set deposit_need_fen = $1, state = 'limited', review_reasons = $2, version = version + 1
   where id in (
     select id from shops.shops
     where state = 'open' and kind = 'individual' and deposit_need_fen = 0
       and (opened_at <= $3 or paid_orders >= $4 or paid_fen >= $5)
     order by id limit $6 for update skip locked)
   returning id, name`,
);

/** A trial that is over, by time, orders or sum, stops selling until its deposit is in. Says how many ended. */
export const endTrials = (db: Db): Promise<number> =>
  transact(db, async (tx) => {
    const since = new Date(clock.now().getTime() - TRIAL.days * 86_400_000);
    const reasons = JSON.stringify([TRIAL_OVER]);
    const ended = await end(tx, DEPOSIT_AFTER_TRIAL_FEN, reasons, since, TRIAL.orders, TRIAL.fen, BATCH_MAX);
    for (const shop of ended)
      await tellShop(tx, shop, "shops.trial_over", { needFen: String(DEPOSIT_AFTER_TRIAL_FEN) });
    return ended.length;
  });
