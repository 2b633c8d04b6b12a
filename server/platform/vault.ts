import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from "node:crypto";
import { freshBytes } from "./fresh-bytes.ts";

/** Secrets of one installation, each purpose with a key of its own derived from the master secret. */
export type Vault = {
  /** Seals a text. `place` (table|column|row) is bound in: moved elsewhere it no longer opens. */
  seal: (place: string, text: string) => Buffer;
  open: (place: string, sealed: Buffer) => string;
  /** The same text always gives the same index: equality search over what is sealed. */
  blindIndex: (purpose: string, text: string) => Buffer;
  /** A token that only we could have written. */
  sign: (purpose: string, claims: Record<string, unknown>) => string;
  /** The claims of a token of ours for this purpose, or nothing. The caller checks its times. */
  verify: (purpose: string, token: string) => Record<string, unknown> | undefined;
};

const TAG_BYTES = 16;
const NONCE_BYTES = 12;

export function openVault(master: Buffer): Vault {
  const keys = new Map<string, KeyObject>();
  const keyFor = (purpose: string): KeyObject => {
    const known = keys.get(purpose);
    if (known) return known;
    // Kept as a key object: making one from bytes for every seal cost six percent of the counter.
    const key = createSecretKey(Buffer.from(hkdfSync("sha256", master, "jishi", purpose, 32)));
    keys.set(purpose, key);
    return key;
  };
  const mac = (purpose: string, text: string): Buffer => createHmac("sha256", keyFor(purpose)).update(text).digest();

  return {
    seal: (place, text) => {
      const nonce = freshBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyFor("seal"), nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (place, sealed) => {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", keyFor("seal"), nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    },
    blindIndex: (purpose, text) => mac(`index:${purpose}`, text),
    sign: (purpose, claims) => {
      const body = Buffer.from(
        JSON.stringify(claims, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)),
      ).toString("base64url");
      return `${body}.${mac(`token:${purpose}`, body).toString("base64url")}`;
    },
    verify: (purpose, token) => {
      const [body, signature, more] = token.split(".");
      if (!body || !signature || more !== undefined) return undefined;
      const given = Buffer.from(signature, "base64url");
      const right = mac(`token:${purpose}`, body);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      return JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, unknown>;
    },
  };
}
