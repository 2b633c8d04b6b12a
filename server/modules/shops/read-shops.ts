import type { z } from "zod";
import type { shopCard } from "#contract/api/shops";
import type { ShopState } from "#contract/states/shop";
import { readAnyUploads } from "#modules/media";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { fileUrl } from "#platform/storage";
import { isOnTrial, type ShopKind, type Tier, tierOf, TRIAL } from "./shop-rules.ts";

export type Shop = {
  id: bigint;
  ownerId: bigint;
  name: string;
  intro: string;
  kind: ShopKind;
  licenceNumber: string | null;
  licenceUploadId: bigint | null;
  logoKey: string | null;
  state: ShopState;
  reviewReasons: { field: string; reason: string }[];
  depositNeedFen: bigint;
  depositFen: bigint;
  score: number | null;
  level: number;
  tier: Tier;
  feeBp: number;
  splitCapBp: number;
  paidOrders: number;
  paidFen: bigint;
  openedAt: Date | null;
  version: number;
  createdAt: Date;
};

export const SHOP_COLUMNS = `h.id, h.owner_id as "ownerId", h.name, h.intro, h.kind, h.licence_number as "licenceNumber",
  h.licence_upload_id as "licenceUploadId", h.logo_key as "logoKey", h.state, h.review_reasons as "reviewReasons",
  h.deposit_need_fen as "depositNeedFen", (select coalesce(sum(d.fen), 0)::bigint from shops.deposits d
    where d.shop_id = h.id and d.state = 'paid') as "depositFen",
  h.score, h.level, h.tier, h.fee_bp as "feeBp", h.split_cap_bp as "splitCapBp", h.paid_orders as "paidOrders",
  h.paid_fen as "paidFen", h.opened_at as "openedAt", h.version, h.created_at as "createdAt"`;

const byIds = statement<Shop>(
  "shops.by_ids",
  `select ${SHOP_COLUMNS} from shops.shops h where h.id = any($1::bigint[])`,
);
const locked = statement<Shop>("shops.lock", `select ${SHOP_COLUMNS} from shops.shops h where h.id = $1 for update`);
const owned = statement<Shop>(
  "shops.owned",
  `select ${SHOP_COLUMNS} from shops.shops h where h.owner_id = $1 order by h.id`,
);
const inReview = statement<Shop>(
  "shops.in_review",
  `select ${SHOP_COLUMNS} from shops.shops h where h.state = any($1::text[]) and ($2::bigint is null or h.id > $2)
   order by h.id limit $3`,
);

/** What others must know of a shop to sell, price and settle for it. `productsMax` is null outside the trial. */
export type ShopFacts = {
  id: bigint;
  name: string;
  isOpen: boolean;
  state: ShopState;
  tier: Tier;
  feeBp: number;
  splitCapBp: number;
  level: number;
  logoUrl: string | null;
  productsMax: number | null;
};

const logoUrlOf = ({ logoKey }: Shop): string | null => (logoKey === null ? null : fileUrl(logoKey));

const readRows = (db: Db | Tx, ids: readonly bigint[]): Promise<Shop[]> =>
  ids.length > 0 ? byIds(db, [...new Set(ids)]) : Promise.resolve([]);

/** The facts of these shops at this moment; unknown ones are left out. */
export async function readShopFacts(db: Db | Tx, ids: readonly bigint[]): Promise<Map<bigint, ShopFacts>> {
  const at = clock.now();
  return new Map(
    (await readRows(db, ids)).map((shop) => {
      const { id, name, state, feeBp, splitCapBp, level } = shop;
      const productsMax = isOnTrial(shop) ? TRIAL.products : null;
      const tier = tierOf(shop, at);
      const logoUrl = logoUrlOf(shop);
      return [id, { id, name, isOpen: state === "open", state, tier, feeBp, splitCapBp, level, logoUrl, productsMax }];
    }),
  );
}

type ShopCard = z.output<typeof shopCard>;
const cardOf = (shop: Shop): ShopCard => {
  const { id, name, intro, kind, score, level, state } = shop;
  return { id, name, intro, logoUrl: logoUrlOf(shop), kind, isOpen: state === "open", score, level };
};

/** What a buyer sees of these shops. */
export const readShopCards = async (db: Db | Tx, ids: readonly bigint[]): Promise<Map<bigint, ShopCard>> =>
  new Map((await readRows(db, ids)).map((shop) => [shop.id, cardOf(shop)]));

/** Refuses `shops.not_open {state}` unless the shop may sell now. */
export async function requireOpen(db: Db | Tx, shopId: bigint): Promise<void> {
  const [shop] = await readRows(db, [shopId]);
  if (!shop) throw new Refusal("shops.not_found");
  if (shop.state !== "open") throw new Refusal("shops.not_open", { state: shop.state });
}

/** A shop's page; one that never opened is not shown to anyone. */
export async function readShopPage(db: Db | Tx, shopId: bigint) {
  const [shop] = await readRows(db, [shopId]);
  if (!shop || shop.openedAt === null) throw new Refusal("shops.not_found");
  return { ...cardOf(shop), operator: { name: shop.name, licenceNumber: shop.licenceNumber } };
}

/** The shop's row under lock. Refuses `shops.not_found`. */
export async function lockShop(tx: Tx, shopId: bigint): Promise<Shop> {
  const [shop] = await locked(tx, shopId);
  if (!shop) throw new Refusal("shops.not_found");
  return shop;
}

/** Shops as their staff and the reviewers see them. */
export async function readFull(db: Db | Tx, rows: readonly Shop[]) {
  const licences = await readAnyUploads(
    db,
    rows.flatMap(({ licenceUploadId }) => licenceUploadId ?? []),
  );
  const at = clock.now();
  return rows.map((shop) => ({
    ...shop,
    tier: tierOf(shop, at),
    logoUrl: logoUrlOf(shop),
    licenceUrl: licences.get(shop.licenceUploadId ?? 0n)?.url ?? null,
  }));
}
export type ShopFull = Awaited<ReturnType<typeof readFull>>[number];

export async function readDesk(db: Db | Tx, shopId: bigint): Promise<ShopFull> {
  const [shop] = await readFull(db, await readRows(db, [shopId]));
  if (!shop) throw new Refusal("shops.not_found");
  return shop;
}

/** The shops a person has opened. */
export const listMine = async (db: Db | Tx, personId: bigint): Promise<ShopFull[]> =>
  readFull(db, await owned(db, personId));

export const listInReview = async (
  db: Db | Tx,
  states: readonly ShopState[],
  after: string | undefined,
  limit: number,
): Promise<ShopFull[]> => readFull(db, await inReview(db, [...states], after ?? null, limit));
