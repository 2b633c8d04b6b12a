import type {
  PaymentEvent,
  SeenPayment,
  SeenRefund,
  SeenSplit,
  Taken,
} from "../../../server/modules/payments/gateways/port.ts";

export const MERCHANT = { merchantId: "M1", appId: "A1" };

export type Payment = {
  outTradeNo: string;
  fen: bigint;
  state: SeenPayment["state"];
  taken: Taken[];
  /** What a stale look still shows, and since when it is out of date. */
  before: { state: SeenPayment["state"]; taken: Taken[] };
  changedMs: number;
};
export type Refund = SeenRefund & {
  /** How it ends. */
  fate: "succeeds" | "closes" | "abnormal";
  /** The moment at which it ends, or was accepted late. */
  endsMs: number;
  isOver: boolean;
};
export type Split = SeenSplit & { failing: ReadonlySet<string>; endsMs: number };
export type Return = { outReturnNo: string; transactionId: string; account: string; fen: bigint };

/** All that the provider did: the ground truth that the ledger is compared with. */
export type Books = {
  payments: Map<string, Payment>;
  refunds: Map<string, Refund>;
  splits: Map<string, Split>;
  returns: Map<string, Return>;
  finished: Set<string>;
  /** Deeds that no provider should have been asked for. */
  wrongs: string[];
  serial: (letter: string) => string;
};

export function openBooks(): Books {
  let serial = 0;
  return {
    payments: new Map(),
    refunds: new Map(),
    splits: new Map(),
    returns: new Map(),
    finished: new Set(),
    wrongs: [],
    serial: (letter) => `${letter}${++serial}`,
  };
}

export const sumOf = (parts: readonly bigint[]): bigint => parts.reduce((sum, part) => sum + part, 0n);

/** Money given back, or on its way back for certain, of one transaction. */
export const refundedOf = (books: Books, transactionId: string): bigint =>
  sumOf(
    [...books.refunds.values()]
      .filter((refund) => refund.transactionId === transactionId && !(refund.isOver && refund.fate === "closes"))
      .map(({ fen }) => fen),
  );

/** Money that receivers have of one transaction, less what they returned. */
export const dividedOf = (books: Books, transactionId: string): bigint =>
  sumOf(
    [...books.splits.values()]
      .filter((split) => split.transactionId === transactionId)
      .flatMap(({ receivers }) => receivers.filter(({ result }) => result === "succeeded").map(({ fen }) => fen)),
  ) - sumOf([...books.returns.values()].filter((back) => back.transactionId === transactionId).map(({ fen }) => fen));

export const takenOf = (books: Books, transactionId: string): bigint =>
  [...books.payments.values()].flatMap(({ taken }) => taken).find((each) => each.transactionId === transactionId)
    ?.fen ?? 0n;

/** Without the name under which it is told: that one is the teller's. */
export type News = PaymentEvent extends infer E ? (E extends { eventId: string } ? Omit<E, "eventId"> : never) : never;
