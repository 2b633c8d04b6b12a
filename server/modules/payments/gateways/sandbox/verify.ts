import { type KeyObject, verify } from "node:crypto";
import type { Headers } from "../port.ts";

export const WINDOW_SECONDS = 300;

export type Verdict = "ok" | "headers_missing" | "outside_window" | "unknown_serial" | "signature_differs";

/**
 * Whether the provider signed exactly these bytes, within five minutes of the real clock on either side.
 * The algorithm is ours to choose, never the sender's: RSA with SHA-256, whatever a header says.
 */
export function verdictOn(raw: Buffer, headers: Headers, keys: ReadonlyMap<string, KeyObject>, now: Date): Verdict {
  const timestamp = headers["wechatpay-timestamp"];
  const nonce = headers["wechatpay-nonce"];
  const signature = headers["wechatpay-signature"];
  const serial = headers["wechatpay-serial"];
  if (!isText(timestamp) || !isText(nonce) || !isText(signature) || !isText(serial)) return "headers_missing";
  if (!/^\d{10}$/.test(timestamp)) return "outside_window";
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) >= WINDOW_SECONDS) return "outside_window";
  const key = keys.get(serial);
  if (!key) return "unknown_serial";
  // Node's base64 reader skips what it does not know; here only the one right spelling counts.
  const bytes = Buffer.from(signature, "base64");
  if (bytes.toString("base64") !== signature) return "signature_differs";
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), raw, Buffer.from("\n")]);
  return verify("sha256", message, key, bytes) ? "ok" : "signature_differs";
}

const isText = (value: string | string[] | undefined): value is string => typeof value === "string" && value !== "";
