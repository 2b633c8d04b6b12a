import { createCipheriv, randomBytes, randomInt, sign, verify } from "node:crypto";
import type { Effect } from "./effects.ts";
import type { Keys, SigningKey } from "./keys.ts";
import { Refused } from "./refused.ts";

/** The skew both sides allow, in seconds of the real clock. */
export const WINDOW_SECONDS = 300;

export type SignedBody = { headers: Record<string, string>; body: string };

/** Signs an answer or a notification; an effect bends exactly one thing about it. */
export function signed(keys: Keys, content: string, effects: readonly Effect[]): SignedBody {
  const has = (effect: Effect): boolean => effects.includes(effect);
  const skew = has("stale-timestamp") ? -WINDOW_SECONDS - 1 : has("future-timestamp") ? WINDOW_SECONDS + 60 : 0;
  const timestamp = String(Math.floor(Date.now() / 1000) + skew);
  const nonce = randomBytes(16).toString("hex");
  const key: SigningKey = has("key-rotation") ? keys.providerNext : keys.provider;
  const hash = has("sha1-downgrade") ? "sha1" : "sha256";
  const mark = sign(hash, Buffer.from(`${timestamp}\n${nonce}\n${content}\n`), key.privateKey).toString("base64");
  return {
    headers: {
      "Wechatpay-Timestamp": timestamp,
      "Wechatpay-Nonce": nonce,
      "Wechatpay-Signature": has("signtest") ? `WECHATPAY/SIGNTEST/${mark}` : mark,
      "Wechatpay-Serial": has("unknown-serial") ? randomBytes(20).toString("hex").toUpperCase() : key.serial,
      "Wechatpay-Signature-Type": has("sha1-downgrade") ? "WECHATPAY2-SHA1-RSA2048" : "WECHATPAY2-SHA256-RSA2048",
    },
    // The same JSON, other bytes: only a check over the raw body sees it.
    body: has("reserialised-body") && content !== "" ? JSON.stringify(JSON.parse(content), null, 1) : content,
  };
}

export type Resource = { algorithm: string; ciphertext: string; associated_data: string; nonce: string };

/** The sealed part of a notification, AES-256-GCM under the merchant's API v3 key. */
export function sealed(keys: Keys, plain: string, kind: string, effects: readonly Effect[]): Resource {
  const has = (effect: Effect): boolean => effects.includes(effect);
  const nonce = randomBytes(8).toString("base64url").padEnd(12, "0").slice(0, 12);
  const key = Buffer.from(has("foreign-merchant") ? keys.neighbourApiV3Key : keys.apiV3Key);
  const cipher = createCipheriv("aes-256-gcm", key, Buffer.from(nonce), { authTagLength: 16 });
  cipher.setAAD(Buffer.from(kind));
  const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  const tag = cipher.getAuthTag();
  if (has("flipped-tag")) tag[0] = (tag[0] ?? 0) ^ 1;
  return {
    algorithm: "AEAD_AES_256_GCM",
    ciphertext: Buffer.concat([text, tag]).toString("base64"),
    associated_data: has("swapped-aad") ? `${kind}-other` : kind,
    nonce: has("bad-nonce-length") ? nonce.slice(0, 8) : nonce,
  };
}

const SCHEME = "WECHATPAY2-SHA256-RSA2048 ";

/** Lets a call in only when the merchant's key signed exactly these bytes within the last five minutes. */
export function admit(
  keys: Keys,
  method: string,
  pathAndQuery: string,
  body: Buffer,
  header: string | undefined,
): void {
  const no = (sentence: string): Refused => new Refused(401, "SIGN_ERROR", sentence);
  if (!header?.startsWith(SCHEME)) throw no("Authorization scheme differs");
  const fields = new Map<string, string>();
  for (const part of header.slice(SCHEME.length).split(",")) {
    const [, name, value] = /^\s*(\w+)="([^"]*)"\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined || fields.has(name)) throw no("Authorization is malformed");
    fields.set(name, value);
  }
  const [mchid, serial, nonce, timestamp, mark] = ["mchid", "serial_no", "nonce_str", "timestamp", "signature"].map(
    (name) => fields.get(name) ?? "",
  );
  if (mchid !== keys.merchantId) throw no("unknown merchant");
  if (serial !== keys.merchant.serial) throw no("unknown serial");
  if (!nonce || nonce.length < 16 || !/^\d{10}$/.test(timestamp ?? "")) throw no("nonce or timestamp is malformed");
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) >= WINDOW_SECONDS) throw no("timestamp is outside the window");
  const message = Buffer.concat([
    Buffer.from(`${method}\n${pathAndQuery}\n${timestamp}\n${nonce}\n`),
    body,
    Buffer.from("\n"),
  ]);
  if (!verify("sha256", message, keys.merchant.publicKey, Buffer.from(mark ?? "", "base64")))
    throw no("signature does not fit");
}

/** Number of the provider's own making: day, then digits nobody can guess. */
export function providerNo(prefix: string): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  return `${prefix}${day}${String(randomInt(10 ** 12)).padStart(12, "0")}`;
}
