import type { AnswerOf } from "../../../kit/api.ts";

export type Overview = AnswerOf<"readOverview">;
export type Figures = Overview["now"];
export type FigureName = keyof Figures;

/** What is shown, in the order in which it is read; money is in fen. */
export const shown: { name: FigureName; fen: boolean }[] = [
  { name: "gmvGrossFen", fen: true },
  { name: "gmvNetFen", fen: true },
  { name: "refundedFen", fen: true },
  { name: "paidOrders", fen: false },
  { name: "averageOrderFen", fen: true },
  { name: "buyers", fen: false },
  { name: "newBuyers", fen: false },
  { name: "returningBuyers", fen: false },
  { name: "views", fen: false },
  { name: "viewers", fen: false },
  { name: "gpmFen", fen: true },
];

/** The change against the period before as a share; null where there was nothing to compare with. */
export const changeOf = (now: number, before: number): number | null =>
  before === 0 ? null : (now - before) / Math.abs(before);
