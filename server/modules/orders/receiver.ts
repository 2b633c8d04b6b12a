import type { Vault } from "#platform/vault";

/** Whom the parcel is for, as it was when the buyer said yes. */
export type Receiver = { name: string; phone: string; street: string };

const placeOf = (orderId: bigint): string => `orders.orders|receiver|${orderId}`;

/** Seals a receiver into its order: moved to another order's row it no longer opens. */
export const sealReceiver = (vault: Vault, orderId: bigint, { name, phone, street }: Receiver): Buffer =>
  vault.seal(placeOf(orderId), JSON.stringify({ name, phone, street }));

export const openReceiver = (vault: Vault, orderId: bigint, sealed: Buffer): Receiver =>
  JSON.parse(vault.open(placeOf(orderId), sealed)) as Receiver;
