import type { LineFacts, RefundedLine } from "#modules/orders";

/** All that is left to refund of each line; the goods' part is what commission and fee were to be taken from. */
export const refundLines = (lines: readonly LineFacts[]): RefundedLine[] =>
  lines
    .filter((line) => line.paidFen > line.refundedFen)
    .map(({ id, paidFen, refundedFen, goodsFen }) => ({
      lineId: id,
      fen: paidFen - refundedFen,
      goodsFen: goodsFen - (refundedFen < goodsFen ? refundedFen : goodsFen),
    }));
