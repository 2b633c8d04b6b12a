import { ownersReturns, readRefundSources } from "#modules/ledger";
import { statement } from "#platform/db";
import type { House } from "#platform/parts";
import type { PaymentGateway } from "./gateways/port.ts";
import type { RefundRow } from "./refunds.ts";

const TRIES_MAX = 3;

const doneSplit = statement<{ outOrderNo: string }>(
  "payments.done_split",
  `select out_order_no as "outOrderNo" from payments.splits where order_id = $1 and state = 'succeeded'`,
);

/**
 * After a release the money of an order lies with its shop: what the ledger says that the shop returns for this refund is
 * taken back at the provider, once, and the refund is asked for again at its next look. People's shares stay theirs.
 */
export async function returnSplits(house: House, gateway: PaymentGateway, refund: RefundRow): Promise<void> {
  const [split] = refund.orderId === null ? [] : await doneSplit(house.db, refund.orderId);
  if (!split) return;
  const returns = ownersReturns(await readRefundSources(house.db, refund.id));
  for (const [account, fen] of returns)
    if (account.startsWith("shop:") && fen > 0n) await takeBack(house, gateway, { refund, ...split, account, fen });
}

type Part = { refund: RefundRow; outOrderNo: string; account: string; fen: bigint };

/** The same number asked again tells how it went; only one that failed is followed by another. */
async function takeBack(house: House, gateway: PaymentGateway, { refund, ...part }: Part): Promise<void> {
  for (let n = 1; n <= TRIES_MAX; n++) {
    const outReturnNo = `B${refund.id}-${n}`;
    const answer = await gateway.returnSplit({ ...part, outReturnNo, description: `退款 ${refund.outRefundNo}` });
    if (answer.sure === "no") house.log.warn({ outReturnNo, code: answer.code }, "a share could not be taken back");
    if (answer.sure !== "yes" || answer.value.state !== "failed") return;
  }
}
