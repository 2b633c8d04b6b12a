import assert from "node:assert/strict";
import { createCipheriv, createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { keyringOf } from "./credentials.ts";
import { decrypt } from "./decrypt.ts";
import { hear } from "./hear.ts";

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const [provider, next, merchant] = [pair(), pair(), pair()];
const apiV3Key = randomBytes(24).toString("base64url");
const keyring = keyringOf({
  merchantId: "1900000109",
  appId: "app-1",
  merchantSerial: "M1",
  merchantPrivateKey: merchant.privateKey,
  providerKeys: [
    { serial: "P1", publicKey: provider.publicKey },
    { serial: "P2", publicKey: next.publicKey },
  ],
  apiV3Key,
});
const now = new Date("2026-03-01T10:00:00Z");

const paid = {
  mchid: "1900000109",
  appid: "app-1",
  out_trade_no: "T1",
  transaction_id: "42001",
  trade_state: "SUCCESS",
  success_time: "2026-03-01T09:59:58.000Z",
  amount: { total: 12_800, currency: "CNY" },
};

function noticeOf(content: unknown, aad = "transaction"): string {
  const nonce = "0123456789ab";
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(apiV3Key), Buffer.from(nonce), { authTagLength: 16 });
  cipher.setAAD(Buffer.from(aad));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()]);
  const kind = { algorithm: "AEAD_AES_256_GCM", associated_data: aad, nonce, original_type: "transaction" };
  const resource = { ...kind, ciphertext: sealed.toString("base64") };
  return JSON.stringify({ id: "EV1", event_type: "TRANSACTION.SUCCESS", resource });
}

function headersFor(body: string, { privateKey = provider.privateKey, serial = "P1", skew = 0, hash = "sha256" } = {}) {
  const timestamp = String(now.getTime() / 1000 + skew);
  const nonce = "n0nce-n0nce-n0nce";
  const message = Buffer.from(`${timestamp}\n${nonce}\n${body}\n`);
  const signature = sign(hash, message, createPrivateKey(privateKey)).toString("base64");
  return {
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": nonce,
    "wechatpay-signature": signature,
    "wechatpay-serial": serial,
  };
}
type Signed = ReturnType<typeof headersFor>;
const told = (body: string, headers: Record<string, string | string[] | undefined>) =>
  hear(keyring, Buffer.from(body), headers, now);
const refusalOf = (body: string, headers: Record<string, string | string[] | undefined>): string => {
  const hearing = told(body, headers);
  return "refused" in hearing ? hearing.refused : "heard";
};

test("the zero vector of AES-256-GCM opens, and no longer with any bit of its tag turned", () => {
  const key = Buffer.alloc(32);
  const cipher = createCipheriv("aes-256-gcm", key, Buffer.alloc(12), { authTagLength: 16 });
  const text = Buffer.concat([cipher.update(Buffer.alloc(16)), cipher.final()]);
  assert.equal(text.toString("hex"), "cea7403d4d606b6e074ec5d3baf39d18");
  assert.equal(cipher.getAuthTag().toString("hex"), "d0d1c8a799996bf0265b98b5d48ab919");
  const tag = Buffer.from("d0d1c8a799996bf0265b98b5d48ab919", "hex");
  const sealed = { algorithm: "AEAD_AES_256_GCM", associated_data: "", nonce: "\0".repeat(12) };
  const opened = (mark: Buffer) =>
    decrypt(key, { ...sealed, ciphertext: Buffer.concat([text, mark]).toString("base64") });
  assert.equal(opened(tag), "\0".repeat(16));
  for (let bit = 0; bit < 128; bit++) {
    const bent = Buffer.from(tag);
    bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.equal(opened(bent), undefined);
  }
  assert.equal(opened(tag.subarray(0, 4)), undefined, "a short tag is no tag");
  const whole = { ...sealed, ciphertext: Buffer.concat([text, tag]).toString("base64") };
  assert.equal(decrypt(key, { ...whole, algorithm: "AEAD_AES_128_GCM" }), undefined);
  assert.equal(decrypt(key, { ...whole, nonce: "\0".repeat(8) }), undefined);
  assert.equal(decrypt(Buffer.alloc(16), whole), undefined);
});

test("a good notification is heard with its money in fen, under either key of a rotation", () => {
  const body = noticeOf(paid);
  const hearing = told(body, headersFor(body));
  assert.ok("heard" in hearing && hearing.heard.kind === "paid");
  assert.deepEqual(hearing.heard, {
    kind: "paid",
    eventId: "EV1",
    merchantId: "1900000109",
    appId: "app-1",
    outTradeNo: "T1",
    transactionId: "42001",
    fen: 12_800n,
    currency: "CNY",
    at: new Date("2026-03-01T09:59:58.000Z"),
  });
  assert.equal(refusalOf(body, headersFor(body, { privateKey: next.privateKey, serial: "P2" })), "heard");
});

test("a notification counts for five minutes on either side of the real clock", () => {
  const body = noticeOf(paid);
  for (const [skew, expected] of [
    [-299, "heard"],
    [299, "heard"],
    [-300, "outside_window"],
    [300, "outside_window"],
    [-301, "outside_window"],
    [301, "outside_window"],
  ] as const)
    assert.equal(refusalOf(body, headersFor(body, { skew })), expected, `skew ${skew}`);
});

test("each way of being wrong has its own refusal", () => {
  const body = noticeOf(paid);
  const good = headersFor(body);
  for (const name of Object.keys(good)) {
    assert.equal(refusalOf(body, { ...good, [name]: undefined }), "headers_missing", name);
    assert.equal(refusalOf(body, { ...good, [name]: [good[name as keyof Signed], "x"] }), "headers_missing", name);
  }
  assert.equal(refusalOf(body, { ...good, "wechatpay-timestamp": "1e9" }), "outside_window");
  assert.equal(refusalOf(body, { ...good, "wechatpay-serial": "P9" }), "unknown_serial");
  assert.equal(refusalOf(body, { ...good, "wechatpay-serial": "P2" }), "signature_differs");
  assert.equal(refusalOf(body, headersFor(body, { hash: "sha1" })), "signature_differs");
  assert.equal(refusalOf(body, headersFor(body, { privateKey: merchant.privateKey })), "signature_differs");
  const probe = `WECHATPAY/SIGNTEST/${good["wechatpay-signature"]}`;
  assert.equal(refusalOf(body, { ...good, "wechatpay-signature": probe }), "signature_differs");
  assert.equal(refusalOf(JSON.stringify(JSON.parse(body), null, 1), good), "signature_differs");
  const signedRubbish = ["", "[]", "{", '{"id":"x"}', noticeOf("text"), noticeOf({ ...paid, amount: { total: 1.5 } })];
  for (const rubbish of signedRubbish) assert.equal(refusalOf(rubbish, headersFor(rubbish)), "not_understood", rubbish);
  const swapped = body.replace('"associated_data":"transaction"', '"associated_data":"refund"');
  assert.equal(refusalOf(swapped, headersFor(swapped)), "cannot_decrypt");
});

test("of 2,000 notifications changed on the way, none is heard", () => {
  const body = noticeOf(paid);
  const good = headersFor(body);
  const names = Object.keys(good) as (keyof Signed)[];
  let changed = 0;
  const change = fc.record({
    part: fc.constantFrom("body", ...names),
    at: fc.nat(),
    how: fc.constantFrom("flip", "cut", "insert", "drop", "double"),
    letter: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
  });
  fc.assert(
    fc.property(change, ({ part, at, how, letter }) => {
      const text = part === "body" ? body : good[part];
      const bent = bend(text, at % text.length, how, letter);
      fc.pre(bent !== text);
      changed += 1;
      const refused = part === "body" ? refusalOf(bent, good) : refusalOf(body, { ...good, [part]: bent });
      assert.notEqual(refused, "heard", `${part} ${how} at ${at % text.length}`);
    }),
    { numRuns: 2000, seed: 20_260_301 },
  );
  assert.ok(changed >= 2000);
});

function bend(text: string, at: number, how: string, letter: string): string {
  const [head, tail] = [text.slice(0, at), text.slice(at + 1)];
  if (how === "flip") return head + letter + tail;
  if (how === "cut") return head;
  if (how === "insert") return head + letter + text.slice(at);
  return how === "drop" ? head + tail : text + text.slice(at);
}
