import type { Vault } from "#platform/vault";

const PURPOSE = "drop";

/** Who was let in to which drop, for which SKU, and until when: worth nothing in another's hands. */
export type Pass = { dealId: bigint; skuId: bigint; personId: bigint; until: Date };

export const signPass = (vault: Vault, { dealId, skuId, personId, until }: Pass): string =>
  vault.sign(PURPOSE, { d: dealId, s: skuId, p: personId, u: until.getTime() });

/** What a pass says when it is one of ours; its times and names are for the caller to compare. */
export function readPass(vault: Vault, token: string): Pass | undefined {
  const claims = vault.verify(PURPOSE, token);
  if (!claims) return undefined;
  const { d, s, p, u } = claims as { d: string; s: string; p: string; u: number };
  return { dealId: BigInt(d), skuId: BigInt(s), personId: BigInt(p), until: new Date(u) };
}
