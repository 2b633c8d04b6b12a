import { openAtProvider, openIntents, readIntent } from "#modules/payments";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { lockShop } from "./read-shops.ts";
import { openWhenFunded } from "./open-shop.ts";
import { mayPayDeposit } from "./shop-rules.ts";
import { wrongState } from "./wrong-state.ts";

export const PAY_WITHIN_MS = 30 * 60_000;
const REUSED_FOR_MS = 20 * 60_000;

const waiting = statement<{ id: bigint; fen: bigint }>(
  "shops.waiting_deposit",
  `select id, fen from shops.deposits where shop_id = $1 and state = 'waiting' and created_at > $2
   order by id desc limit 1`,
);
const insert = statement(
  "shops.insert_deposit",
  `insert into shops.deposits (id, shop_id, fen, state, created_at) values ($1, $2, $3, 'waiting', $4)`,
);
const nameIntent = statement("shops.name_intent", `update shops.deposits set intent_id = $2 where id = $1`);
const settle = statement<{ shopId: bigint }>(
  "shops.settle_deposit",
  `update shops.deposits set state = $2 where id = $1 and state = any($3::text[]) returning shop_id as "shopId"`,
);

export type Ask = { shopId: bigint; payerId: bigint };
export type Opened = { intentId: bigint; fen: bigint; payUrl: string };

/** Writes the attempt and its intent; an attempt that is still young is gone on with, so that nobody pays twice. */
async function openAttempt(tx: Tx, { shopId, payerId }: Ask): Promise<{ depositId: bigint; name: string }> {
  const shop = await lockShop(tx, shopId);
  const fen = shop.depositNeedFen - shop.depositFen;
  if (!mayPayDeposit(shop.state) || fen <= 0n) throw wrongState(shop.state);
  const at = clock.now();
  const [young] = await waiting(tx, shopId, new Date(at.getTime() - REUSED_FOR_MS));
  if (young && young.fen === fen && (await isOpenFor(tx, young.id, payerId)))
    return { depositId: young.id, name: shop.name };
  const depositId = newId();
  await insert(tx, depositId, shopId, fen, at);
  const intents = await openIntents(tx, [
    {
      purpose: "deposit",
      subjectId: depositId,
      payerId,
      fen,
      parts: [{ shopId, fen }],
      expiresAt: new Date(at.getTime() + PAY_WITHIN_MS),
    },
  ]);
  await nameIntent(tx, depositId, intents.get(depositId));
  return { depositId, name: shop.name };
}

/**
 * Opens a payment for what the deposit still lacks and gives the provider's page. Refuses `shops.wrong_state` when
 * nothing is lacking or the shop is at its end.
 */
export async function payDeposit(house: House, db: Db | Tx, ask: Ask): Promise<Opened> {
  const { depositId, name } = await transact(db, (tx) => openAttempt(tx, ask));
  const { intentId, fen, payUrl } = await openAtProvider(house, {
    purpose: "deposit",
    subjectId: depositId,
    payerId: ask.payerId,
    returnUrl: `${house.config.publicUrl}/staff/seller?shop=${ask.shopId}`,
    description: `保证金 ${name}`,
  });
  if (payUrl === null) throw new Refusal("payments.provider_unavailable", { retryAfterSeconds: 2 });
  return { intentId, fen, payUrl };
}

/** A payment belongs to its payer; one that began to end is left to end. */
async function isOpenFor(tx: Tx, depositId: bigint, payerId: bigint): Promise<boolean> {
  const intent = await readIntent(tx, "deposit", depositId);
  return intent?.payerId === payerId && (intent.state === "created" || intent.state === "submitted");
}

/** The money is in: the attempt is paid, even one that was given up, and an approved shop opens. */
export async function depositPaid(tx: Tx, depositId: bigint): Promise<void> {
  const [paid] = await settle(tx, depositId, "paid", ["waiting", "closed"]);
  if (paid) await openWhenFunded(tx, paid.shopId);
}

/** Nobody paid in time: the next attempt is a new one. */
export const depositClosed = async (tx: Tx, depositId: bigint): Promise<void> =>
  void (await settle(tx, depositId, "closed", ["waiting"]));
