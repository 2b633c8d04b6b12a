import type { Parts } from "#platform/parts";

export { account, type AccountKind, clearingRefund, feePlatform } from "./accounts.ts";
export { bookRefund, bookRefundDone, type Refund, type RefundLine } from "./book-refund.ts";
export { type BookLine, bookPaid, type PaidLine, type PaidOrder, type Share } from "./order-book.ts";
export { postTransfers, type Transfer } from "./post-transfers.ts";
export { balances, heldFor, type OrderBook, ownersReturns, readOrderBook, readRefundSources } from "./queries.ts";
export { type AgreedRelease, beginRelease, type BegunRelease, endRelease, type Release } from "./release-order.ts";
export { type Resolution, resolvePendings } from "./resolve-pendings.ts";

export const parts: Parts = { name: "ledger" };
