import { type Db, statement, type Tx } from "#platform/db";

/** What the counter must know of a flash deal. Its slice of stock lies in the place that carries its id. */
export type DealForSale = {
  id: bigint;
  skuId: bigint;
  roomId: bigint | null;
  priceFen: bigint;
  perBuyer: number;
  verifiedOnly: boolean;
  takesCoupons: boolean;
  admission: "open" | "line";
  isSecret: boolean;
  startsAt: Date;
  endsAt: Date;
};

const COLUMNS = `id, sku_id as "skuId", room_id as "roomId", price_fen as "priceFen", per_buyer as "perBuyer",
  verified_only as "verifiedOnly", takes_coupons as "takesCoupons", admission,
  is_hidden and revealed_at is null as "isSecret", starts_at as "startsAt", ends_at as "endsAt"`;
const open = statement<DealForSale>(
  "promotions.deals_for_sale",
  `select ${COLUMNS} from promotions.deals where sku_id = any($1::bigint[]) and state in ('scheduled', 'running')
     and (state = 'running' or room_id is null) and starts_at <= $2 and ends_at > $2`,
);

/**
 * The deals of these SKUs that run at this moment, at most one each. The clock decides, not the sweep that marks them
 * running; a room's drop also waits until its room has begun it. Read under the locks of `lockStock`: whoever begins or
 * ends a deal takes the same locks first.
 */
export async function readDealsForSale(
  db: Db | Tx,
  skuIds: readonly bigint[],
  at: Date,
): Promise<Map<bigint, DealForSale>> {
  const rows = skuIds.length > 0 ? await open(db, [...new Set(skuIds)], at) : [];
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether this deal sells at this moment. */
export const runsAt = ({ startsAt, endsAt }: Pick<DealForSale, "startsAt" | "endsAt">, at: Date): boolean =>
  startsAt <= at && at < endsAt;
