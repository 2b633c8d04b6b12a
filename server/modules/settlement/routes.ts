import type { FastifyInstance } from "fastify";
import { listShopBills, readMyStatement, readPlatformStatement, readShopStatement } from "#contract/api/settlement";
import { sumCommissions } from "#modules/alliance";
import { account, balances, clearingRefund, feePlatform, heldFor, readOrderBook } from "#modules/ledger";
import { pageFrom, readCursor } from "#platform/cursor";
import type { Db, Tx } from "#platform/db";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { readShopBills } from "./bills.ts";
import { readFlows } from "./flows.ts";

export function routes(app: FastifyInstance, house: House): void {
  const before = (list: string, cursor: string | undefined): bigint | null => {
    const [key] = readCursor(house.vault, list, cursor) ?? [];
    return key === undefined ? null : BigInt(key);
  };
  const statementOf = async (db: Db | Tx, payee: string, limit: number, cursor: string | undefined) => {
    const list = `settlement.flows:${payee}`;
    const rows = await readFlows(db, payee, before(list, cursor), limit + 1);
    return pageFrom(house.vault, list, rows, limit, ({ id }) => [id]);
  };

  serve(app, house, readShopStatement, async ({ input: { shopId, limit, cursor }, db }) => {
    const page = await statementOf(db, `shop:${shopId}`, limit, cursor);
    const held = await heldFor(db, shopId);
    return { ...page, balances: await balancesOf(db, `shop:${shopId}`, held, account("deposit", shopId)) };
  });

  serve(app, house, listShopBills, async ({ input: { shopId, limit, cursor }, db }) => {
    const list = `settlement.bills:${shopId}`;
    const rows = await readShopBills(db, shopId, before(list, cursor), limit + 1);
    const page = pageFrom(house.vault, list, rows, limit, ({ orderId }) => [orderId]);
    const books = await readOrderBook(
      db,
      page.items.map(({ orderId }) => orderId),
    );
    return { ...page, items: page.items.map((bill) => ({ ...bill, paidFen: books.get(bill.orderId)?.paidFen ?? 0n })) };
  });

  serve(app, house, readMyStatement, async ({ input: { limit, cursor }, db, caller: { personId } }) => {
    const page = await statementOf(db, `creator:${personId}`, limit, cursor);
    return {
      ...page,
      balances: await balancesOf(db, `creator:${personId}`, (await sumCommissions(db, personId)).unsettledFen),
    };
  });

  serve(app, house, readPlatformStatement, async ({ input: { limit, cursor }, db }) => {
    const suspense = account("suspense", "sandbox");
    const sums = await balances(db, [feePlatform, clearingRefund, suspense]);
    return {
      ...(await statementOf(db, "platform", limit, cursor)),
      feeFen: sums.get(feePlatform) ?? 0n,
      heldFen: await heldFor(db, null),
      clearingFen: sums.get(clearingRefund) ?? 0n,
      suspenseFen: sums.get(suspense) ?? 0n,
    };
  });
}

/** What a payee may withdraw, what is kept, what waits in escrow, and a shop's deposit. */
async function balancesOf(db: Db | Tx, payee: string, heldFen: bigint, deposit?: string) {
  const [due, reserve] = [account("due", payee), account("reserve", payee)];
  const found = await balances(db, [due, reserve, ...(deposit === undefined ? [] : [deposit])]);
  return {
    dueFen: found.get(due) ?? 0n,
    reserveFen: found.get(reserve) ?? 0n,
    heldFen,
    depositFen: deposit === undefined ? 0n : (found.get(deposit) ?? 0n),
  };
}
