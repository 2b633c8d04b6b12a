import type { Asked } from "#platform/asked";

export type { Asked, Why } from "#platform/asked";

/** Whoever moves the money. Every number named `out…` is ours, chosen and saved before the first call. */
export type PaymentGateway = {
  provider: string;
  limits: GatewayLimits;
  /** Opens a payment once per number; asked again with the same content it gives the same page. No: ORDER_PAID, ORDER_CLOSED, OUT_TRADE_NO_USED. */
  open(ask: OpenAsk): Promise<Asked<OpenedPayment>>;
  look(outTradeNo: string): Promise<Asked<SeenPayment>>;
  /** No with ORDER_PAID is news, not a failure: look, then record the capture. */
  close(outTradeNo: string): Promise<Asked<{ outTradeNo: string }>>;
  /** Yes means accepted; the end comes by `hear` or `lookRefund`. No with CLOSED: a new number is needed. */
  refund(ask: RefundAsk): Promise<Asked<SeenRefund>>;
  lookRefund(outRefundNo: string): Promise<Asked<SeenRefund>>;
  split(ask: SplitAsk): Promise<Asked<SeenSplit>>;
  lookSplit(outOrderNo: string, transactionId: string): Promise<Asked<SeenSplit>>;
  returnSplit(ask: ReturnAsk): Promise<Asked<SeenReturn>>;
  lookReturn(outReturnNo: string): Promise<Asked<SeenReturn>>;
  /** What is still held of the transaction becomes the merchant's own; nothing can be split from it afterwards. */
  finishSplit(ask: FinishAsk): Promise<Asked<{ outOrderNo: string; transactionId: string }>>;
  payOut(ask: PayoutAsk): Promise<Asked<SeenPayout>>;
  lookPayOut(outPayoutNo: string): Promise<Asked<SeenPayout>>;
  /** Verifies and decrypts a notification from its raw bytes. Touches no database; comparing it with the intent is the caller's. */
  hear(raw: Buffer, headers: Headers): Hearing;
  /** The provider's own lines of one day (YYYY-MM-DD in Shanghai), digest checked. */
  statement(day: string): Promise<Asked<Statement>>;
  /** Lets go of the connections; calls under way end as unknown. */
  stop(): void;
};

/** Lower-case names; a header that came twice is an array and counts as missing. */
export type Headers = Record<string, string | string[] | undefined>;

/** The provider's rules, checked when a plan is made and not on payday. */
export type GatewayLimits = {
  splitCapBp: number;
  splitReceiversMax: number;
  splitRequestsMax: number;
  splitAfterSeconds: number;
  frozenDaysMax: number;
  refundDaysMax: number;
  refundPartsMax: number;
  partsMax: number;
  takesBackFromPersons: boolean;
};

export type Part = { partNo: string; account: string; fen: bigint };
export type OpenAsk = {
  outTradeNo: string;
  fen: bigint;
  description: string;
  /** Whom the payer reads as payee. */
  payee?: string;
  notifyUrl: string;
  returnUrl: string;
  /** By the provider's clock, which is the real one. */
  expiresAt: Date;
  parts: Part[];
};
export type OpenedPayment = { outTradeNo: string; payUrl: string };
export type Taken = { transactionId: string; fen: bigint; currency: string; at: Date };
export type SeenPayment = {
  outTradeNo: string;
  merchantId: string;
  appId: string;
  fen: bigint;
  currency: string;
  state: "open" | "paying" | "paid" | "closed";
  /** Every success the provider knows of, more than one when somebody paid twice. */
  taken: Taken[];
};

export type RefundAsk = {
  outRefundNo: string;
  outTradeNo: string;
  transactionId: string;
  fen: bigint;
  totalFen: bigint;
  reason: string;
  notifyUrl: string;
};
export type RefundState = "processing" | "succeeded";
export type SeenRefund = {
  outRefundNo: string;
  refundId: string;
  outTradeNo: string;
  transactionId: string;
  fen: bigint;
  totalFen: bigint;
  currency: string;
  state: RefundState;
  at: Date | null;
};

export type SplitAsk = {
  outOrderNo: string;
  transactionId: string;
  /** Accounts that begin with `person:` are people: nothing can be taken back from them. */
  receivers: { account: string; fen: bigint; description: string }[];
  notifyUrl?: string;
};
export type SeenShare = {
  account: string;
  fen: bigint;
  result: "pending" | "succeeded" | "failed";
  failReason: string | null;
};
export type SeenSplit = {
  outOrderNo: string;
  splitId: string;
  transactionId: string;
  state: "processing" | "finished";
  receivers: SeenShare[];
  at: Date | null;
};
export type ReturnAsk = { outReturnNo: string; outOrderNo: string; account: string; fen: bigint; description: string };
export type SeenReturn = {
  outReturnNo: string;
  returnId: string;
  outOrderNo: string;
  account: string;
  fen: bigint;
  state: "processing" | "succeeded" | "failed";
  failReason: string | null;
};
export type FinishAsk = { outOrderNo: string; transactionId: string; description: string };
export type PayoutAsk = { outPayoutNo: string; account: string; fen: bigint; remark: string; notifyUrl?: string };
export type SeenPayout = {
  outPayoutNo: string;
  payoutId: string;
  account: string;
  fen: bigint;
  state: "processing" | "succeeded" | "failed";
  failReason: string | null;
  at: Date | null;
};

type Told = { eventId: string; merchantId: string };
export type PaidEvent = Told & Taken & { kind: "paid"; outTradeNo: string; appId: string };
export type RefundEvent = Told & {
  kind: "refunded" | "refund_closed" | "refund_abnormal";
  outRefundNo: string;
  refundId: string;
  outTradeNo: string;
  transactionId: string;
  appId: string;
  fen: bigint;
  totalFen: bigint;
  currency: string;
  at: Date;
};
export type SplitEvent = Told & SeenSplit & { kind: "split" };
export type PayoutEvent = Told & SeenPayout & { kind: "payout"; appId: string; currency: string };
export type PaymentEvent = PaidEvent | RefundEvent | SplitEvent | PayoutEvent;
export type HearRefusal =
  | "headers_missing"
  | "outside_window"
  | "unknown_serial"
  | "signature_differs"
  | "cannot_decrypt"
  | "not_understood";
export type Hearing = { heard: PaymentEvent } | { refused: HearRefusal };

export type StatementLine = {
  kind: "payment" | "refund" | "split" | "split_return" | "payout";
  id: string;
  outNo: string;
  outTradeNo: string;
  fen: bigint;
  feeFen: bigint;
  at: Date;
};
export type Statement = { day: string; lines: StatementLine[] };
