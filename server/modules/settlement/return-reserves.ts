import { account, balances, postTransfers } from "#modules/ledger";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { writeFlows } from "./flows.ts";

const BATCH = 50;

const takeDue = statement<{ orderId: bigint; shopId: bigint; reserveFen: bigint }>(
  "settlement.take_reserves",
  `update settlement.bills b set reserve_until = null
   from (select order_id from settlement.bills where reserve_until <= $1 order by reserve_until limit ${BATCH}
     for update skip locked) due
   where b.order_id = due.order_id
   returning b.order_id as "orderId", b.shop_id as "shopId", b.reserve_fen as "reserveFen"`,
);

/** After thirty days what was kept goes back to the shop, less what refunds took of it meanwhile. */
export async function returnReserves(db: Db): Promise<number> {
  return transact(db, async (tx) => {
    const due = await takeDue(tx, clock.now());
    for (const bill of due) await returnReserve(tx, bill);
    return due.length;
  });
}

type Due = { orderId: bigint; shopId: bigint; reserveFen: bigint };

async function returnReserve(tx: Tx, { orderId, shopId, reserveFen }: Due): Promise<void> {
  const payee = `shop:${shopId}`;
  const [reserve, due] = [account("reserve", payee), account("due", payee)];
  const left = (await balances(tx, [reserve])).get(reserve) ?? 0n;
  const fen = left < reserveFen ? left : reserveFen;
  if (fen === 0n) return;
  const at = clock.now();
  const posting = `reserve-back:${orderId}`;
  const meant = { kind: "reserve_back", ref: `order:${orderId}`, actor: "settlement" };
  await postTransfers(tx, [{ posting, from: reserve, to: due, fen, at, ...meant }]);
  const reason = { rule: "reserve_back", keptFen: Number(reserveFen), takenFen: Number(reserveFen - fen) };
  await writeFlows(tx, [{ payee, orderId, fen, kind: "reserve_back", reason, source: `order:${orderId}`, at }]);
}
