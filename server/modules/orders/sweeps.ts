import { clock } from "#platform/clock";
import { statement, transact } from "#platform/db";
import type { House } from "#platform/parts";
import type { Sweep } from "#platform/worker";
import { beginClosing } from "./cancel-order.ts";
import { confirmOrders } from "./confirm-orders.ts";

const BATCH_MAX = 200;

// Whole checkouts: the orders of one payment run out together.
const unpaid = statement<{ id: bigint }>(
  "orders.find_unpaid",
  `select id from orders.orders where state = 'unpaid' and checkout_id in (
     select checkout_id from orders.orders where state = 'unpaid' and pay_by <= $1 order by pay_by limit $2)`,
);
const toConfirm = statement<{ id: bigint }>(
  "orders.find_to_confirm",
  `select id from orders.orders where state = 'to_receive' and confirm_by <= $1 and open_case_id is null
   order by confirm_by limit $2`,
);

/** Nobody paid in time: the order begins to close. Only the provider's word then frees its stock. */
const closeUnpaid = (house: House): Sweep => ({
  name: "orders.close_unpaid",
  everyMs: 2_000,
  run: (db) =>
    transact(db, async (tx) => {
      const found = await unpaid(tx, clock.now(), BATCH_MAX);
      await beginClosing(
        tx,
        house.jobs,
        found.map((order) => order.id),
        "clock",
      );
      return found.length;
    }),
});

/** The days to confirm are over and nobody complained: the order is done. */
const confirmSilent = (): Sweep => ({
  name: "orders.confirm_silent",
  everyMs: 5_000,
  run: (db) =>
    transact(db, async (tx) => {
      const found = await toConfirm(tx, clock.now(), BATCH_MAX);
      const ids = found.map((order) => order.id);
      await confirmOrders(tx, ids, "clock", clock.now());
      return found.length;
    }),
});

export const orderSweeps = (house: House): Sweep[] => [closeUnpaid(house), confirmSilent()];
