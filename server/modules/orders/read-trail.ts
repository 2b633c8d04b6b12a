import { type Trail, trail, TRAIL_DAYS_MAX, TRAIL_PURPOSE } from "#contract/trail";
import type { Vault } from "#platform/vault";

const AGE_MAX_MS = TRAIL_DAYS_MAX * 86_400_000;

/** Who came without a token came by themselves: nobody is said to have brought them. */
export const plainTrail = (productId: bigint, at: Date): Trail => ({
  scene: "other",
  channel: "public",
  productId,
  roomId: null,
  pinId: null,
  creatorId: null,
  planId: null,
  clickedAt: at,
});

/** The trail inside a token of ours for this product, at most seven days old; nothing for any other text. */
export function readTrail(vault: Vault, token: string, productId: bigint, at: Date): Trail | undefined {
  const read = trail.safeParse(vault.verify(TRAIL_PURPOSE, token));
  if (!read.success || read.data.productId !== productId) return undefined;
  return at.getTime() - read.data.clickedAt.getTime() <= AGE_MAX_MS ? read.data : undefined;
}

/** The room that a token of ours names, however old: only to know whose pieces to look at. */
export function roomNamedBy(vault: Vault, token: string): bigint | undefined {
  const read = trail.safeParse(vault.verify(TRAIL_PURPOSE, token));
  return read.success ? (read.data.roomId ?? undefined) : undefined;
}
