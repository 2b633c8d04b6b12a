/** What the sandbox remembers. Money in fen, times in milliseconds; a row with `dueAt` has something left to happen. */
type Row = { id: string; dueAt: number | null };

export type Transaction = {
  transactionId: string;
  fen: number;
  at: number;
  /** Neither split away nor refunded yet. */
  heldFen: number;
  refundedFen: number;
  finished: boolean;
};
export type Payment = Row & {
  /** The merchant's out_trade_no is the id: one number, one payment. */
  token: string;
  fen: number;
  currency: string;
  description: string;
  payee: string;
  notifyUrl: string;
  returnUrl: string;
  expiresAt: number;
  parts: { partNo: string; account: string; fen: number }[];
  state: "open" | "paid" | "closed";
  openedAt: number;
  closedAt: number | null;
  changedAt: number;
  transactions: Transaction[];
};
export type Refund = Row & {
  refundId: string;
  outTradeNo: string;
  transactionId: string;
  fen: number;
  totalFen: number;
  reason: string;
  notifyUrl: string;
  state: "PROCESSING" | "SUCCESS" | "CLOSED" | "ABNORMAL";
  /** Where it will end once due; a test may have asked for another end. */
  endsAs: "SUCCESS" | "CLOSED" | "ABNORMAL" | "PROCESSING";
  askedAt: number;
  doneAt: number | null;
};
export type Receiver = {
  account: string;
  fen: number;
  description: string;
  result: "PENDING" | "SUCCESS" | "CLOSED";
  failReason: string | null;
  fails: boolean;
};
export type Split = Row & {
  splitId: string;
  outTradeNo: string;
  transactionId: string;
  receivers: Receiver[];
  notifyUrl: string | null;
  state: "PROCESSING" | "FINISHED";
  askedAt: number;
  doneAt: number | null;
};
export type SplitReturn = Row & {
  returnId: string;
  outOrderNo: string;
  outTradeNo: string;
  transactionId: string;
  account: string;
  fen: number;
  description: string;
  state: "PROCESSING" | "SUCCESS" | "FAILED";
  failReason: string | null;
  askedAt: number;
  doneAt: number | null;
};
export type Payout = Row & {
  payoutId: string;
  account: string;
  fen: number;
  remark: string;
  notifyUrl: string | null;
  state: "PROCESSING" | "SUCCESS" | "FAILED";
  failReason: string | null;
  askedAt: number;
  doneAt: number | null;
};
export type Account = Row & { fen: number };
export type Notice = Row & {
  shape: "payment" | "carrier";
  url: string;
  eventId: string;
  eventType: string;
  originalType: string;
  content: Record<string, unknown>;
  createdAt: number;
  tries: number;
  repeats: number;
  doneAt: number | null;
  effects: string[];
};
export type Scan = { status: string; at: number; place: string; zh: string; en: string };
export type Waybill = Row & {
  carrier: string;
  waybillNo: string;
  from: string;
  to: string;
  pushUrl: string;
  scans: Scan[];
  registeredAt: number;
};
export type Text = Row & { phone: string; text: string; code: string; purpose: string; at: number };

export type Rows = {
  payments: Payment;
  refunds: Refund;
  splits: Split;
  returns: SplitReturn;
  payouts: Payout;
  accounts: Account;
  notices: Notice;
  waybills: Waybill;
  texts: Text;
};
