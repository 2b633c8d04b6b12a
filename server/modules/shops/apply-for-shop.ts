import type { z } from "zod";
import type * as api from "#contract/api/shops";
import { before } from "#contract/states/machine";
import { shopMachine } from "#contract/states/shop";
import { grantRole, requireRealName } from "#modules/identity";
import { readUploads } from "#modules/media";
import { checkText } from "#modules/safety";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { lockShop, readDesk, type ShopFull } from "./read-shops.ts";
import { DEPOSIT_FEN, LICENCE_SHOPS_MAX, missingFields, needsLicence } from "./shop-rules.ts";
import { wrongState } from "./wrong-state.ts";

export type Application = z.output<typeof api.createShop.in>;
type Checked = {
  name: string;
  intro: string;
  kind: Application["kind"];
  licenceNumber: string | null;
  licenceUploadId: bigint | null;
  logoKey: string | null;
};

const insert = statement(
  "shops.insert",
  `insert into shops.shops (id, owner_id, name, intro, kind, licence_number, licence_upload_id, logo_key, state,
     deposit_need_fen, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10)`,
);
const change = statement(
  "shops.change",
  `update shops.shops set name = $2, intro = $3, kind = $4, licence_number = $5, licence_upload_id = $6,
     logo_key = coalesce($7, logo_key), deposit_need_fen = $8, state = 'draft', version = version + 1 where id = $1`,
);
const submit = statement(
  "shops.submit",
  `update shops.shops set state = 'submitted', review_reasons = '[]', version = version + 1 where id = $1`,
);
const holdLicence = statement(
  "shops.hold_licence",
  `select pg_advisory_xact_lock(hashtextextended('shops.licence:' || $1, 0))`,
);
const shopsOfLicence = statement<{ n: bigint }>(
  "shops.of_licence",
  `select count(*) as n from shops.shops where licence_number = $1 and id <> $2 and state <> 'closed'`,
);

async function withinQuota(tx: Tx, kind: Checked["kind"], licence: string, shopId: bigint): Promise<void> {
  await holdLicence(tx, licence);
  const [{ n } = { n: 0n }] = await shopsOfLicence(tx, licence, shopId);
  const max = LICENCE_SHOPS_MAX[kind];
  if (n >= BigInt(max)) throw new Refusal("shops.licence_quota", { max });
}

async function checked(
  tx: Tx,
  ask: Application,
  by: bigint,
  shopId: bigint,
  kept: bigint | null = null,
): Promise<Checked> {
  const licenceNumber = needsLicence(ask.kind) ? (ask.licenceNumber ?? null) : null;
  const licenceUploadId = needsLicence(ask.kind) ? (ask.licenceUploadId ?? null) : null;
  const brought = [licenceUploadId === kept ? null : licenceUploadId, ask.logoUploadId].filter((id) => id != null);
  const uploads = await readUploads(tx, by, brought);
  if (brought.some((id) => !uploads.has(id))) throw new Refusal("media.not_found");
  if (licenceNumber !== null) await withinQuota(tx, ask.kind, licenceNumber, shopId);
  return {
    name: await checkText(tx, ask.name),
    intro: await checkText(tx, ask.intro),
    kind: ask.kind,
    licenceNumber,
    licenceUploadId,
    logoKey: ask.logoUploadId === undefined ? null : uploads.get(ask.logoUploadId)!.storageKey,
  };
}

/** Drafts a shop of one's own; the applicant becomes its owner. Needs the real name with a live face. */
export const createShop = (db: Db | Tx, by: bigint, ask: Application): Promise<ShopFull> =>
  transact(db, async (tx) => {
    await requireRealName(tx, by, 3);
    const shopId = newId();
    const { name, intro, kind, licenceNumber, licenceUploadId, logoKey } = await checked(tx, ask, by, shopId);
    const need = DEPOSIT_FEN[kind];
    await insert(tx, shopId, by, name, intro, kind, licenceNumber, licenceUploadId, logoKey, need, clock.now());
    await grantRole(tx, { personId: by, scope: "shop", scopeId: shopId, role: "owner", by });
    return readDesk(tx, shopId);
  });

/** Writes a draft again, or a rejected application, which becomes a draft. What was submitted stands as it is. */
export const changeShop = (db: Db | Tx, shopId: bigint, by: bigint, ask: Application): Promise<ShopFull> =>
  transact(db, async (tx) => {
    const shop = await lockShop(tx, shopId);
    if (!["draft", ...before(shopMachine, "draft")].includes(shop.state)) throw wrongState(shop.state);
    const mended = await checked(tx, ask, by, shopId, shop.licenceUploadId);
    const { name, intro, kind, licenceNumber, licenceUploadId, logoKey } = mended;
    await change(tx, shopId, name, intro, kind, licenceNumber, licenceUploadId, logoKey, DEPOSIT_FEN[kind]);
    return readDesk(tx, shopId);
  });

/** Hands the application in. Refuses `request.invalid` with a pointer to each field that its kind still lacks. */
export const submitShop = (db: Db | Tx, shopId: bigint): Promise<ShopFull> =>
  transact(db, async (tx) => {
    const shop = await lockShop(tx, shopId);
    if (!before(shopMachine, "submitted").includes(shop.state)) throw wrongState(shop.state);
    const missing = missingFields(shop);
    if (missing.length > 0)
      throw new Refusal("request.invalid", { errors: missing.map((pointer) => ({ pointer, code: "missing" })) });
    await submit(tx, shopId);
    return readDesk(tx, shopId);
  });
