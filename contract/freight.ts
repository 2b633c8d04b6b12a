import { z } from "zod";
import { fen } from "./kinds.ts";

/** How a shop charges for delivery; `noShip` holds province codes that are not served. */
export const freightRules = z.object({
  /** First so many pieces for one fee, each further lot for another. Both 0 when delivery is free. */
  firstPieces: z.int().min(1).max(999),
  firstFen: fen,
  furtherPieces: z.int().min(1).max(999),
  furtherFen: fen,
  /** Free from this sum of goods on (after discounts); null: never. */
  freeFromFen: fen.nullable(),
  noShip: z.array(z.string().regex(/^\d{6}$/)).max(34),
});
export type FreightRules = z.output<typeof freightRules>;
