import type { AnswerOf } from "../../kit/api.ts";

export type OrderCard = AnswerOf<"listMyOrders">["items"][number];
export type OrderPage = AnswerOf<"readOrder">;
export type Deed = "cancel" | "pay" | "refund" | "track" | "extend" | "confirm" | "again";

const none: readonly Deed[] = [];

/** What a buyer may do in each state; the last one is what most people came for. */
const table: Record<OrderCard["state"], readonly Deed[]> = {
  unpaid: ["cancel", "pay"],
  closing: none,
  gift_unclaimed: none,
  group_forming: none,
  voucher: none,
  to_ship: ["refund"],
  partly_shipped: ["track"],
  to_receive: ["track", "extend", "confirm"],
  done: ["track", "again"],
  oversold: ["again"],
  all_refunded: ["again"],
  unpaid_closed: ["again"],
};

type Facts = { state: OrderCard["state"]; canExtend?: boolean | undefined; caseOpen?: boolean };

/** Only what is legal now: extending where the order says so, a refund while none is asked for. */
export const deedsOf = ({ state, canExtend = false, caseOpen = false }: Facts): Deed[] =>
  table[state].filter((deed) => (deed !== "extend" || canExtend) && (deed !== "refund" || !caseOpen));

export const primaryDeeds: ReadonlySet<Deed> = new Set(["pay", "confirm"]);

export const piecesOf = (order: Pick<OrderCard, "lines">): number =>
  order.lines.reduce((sum, line) => sum + line.quantity, 0);
