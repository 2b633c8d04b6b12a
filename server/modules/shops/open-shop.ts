import { peopleWith, tellPerson } from "#modules/identity";
import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { lockShop, type Shop } from "./read-shops.ts";

const open = statement(
  "shops.open",
  `update shops.shops set state = 'open', opened_at = coalesce(opened_at, $2), review_reasons = '[]',
     version = version + 1 where id = $1`,
);

/** What a shop whose trial ended is limited by; its deposit lifts it. */
export const TRIAL_OVER = { field: "deposit", reason: "trial_over" };

const waitsForDeposit = ({ state, reviewReasons }: Shop): boolean =>
  state === "waiting_provider" ||
  (state === "limited" && reviewReasons.some(({ reason }) => reason === TRIAL_OVER.reason));

/** Tells everyone who runs the shop. */
export async function tellShop(
  tx: Tx,
  shop: { id: bigint; name: string },
  kind: string,
  more: Record<string, string> = {},
): Promise<void> {
  for (const personId of await peopleWith(tx, "shop.manage", shop.id))
    await tellPerson(tx, personId, kind, { shop: shop.name, ...more }, `/staff/seller?shop=${shop.id}`);
}

/** Opens an approved shop as soon as its deposit is in; says whether it did. */
export async function openWhenFunded(tx: Tx, shopId: bigint): Promise<boolean> {
  const shop = await lockShop(tx, shopId);
  if (!waitsForDeposit(shop) || shop.depositFen < shop.depositNeedFen) return false;
  await open(tx, shopId, clock.now());
  await emit(tx, "shops.opened", [{ shopId }]);
  await tellShop(tx, shop, "shops.opened");
  return true;
}
