import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, randomInt } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

type Pair = { serial: string; publicKey: string; privateKey: string };
/** Everything the sandbox keeps secret, as it lies in keys.json. */
type Kept = {
  merchantId: string;
  appId: string;
  provider: Pair;
  providerNext: Pair;
  merchant: Pair;
  apiV3Key: string;
  neighbourApiV3Key: string;
  carrierSecret: string;
  smsSecret: string;
  realNameSecret: string;
};
export type SigningKey = { serial: string; privateKey: KeyObject };
export type Keys = Omit<Kept, "provider" | "providerNext" | "merchant"> & {
  provider: SigningKey;
  providerNext: SigningKey;
  merchant: { serial: string; publicKey: string };
};

const serialNo = (): string => randomBytes(20).toString("hex").toUpperCase();
const secret = (): string => randomBytes(32).toString("base64url");
// 24 bytes in base64url are exactly the 32 ASCII characters the AES key is made of.
const apiKey = (): string => randomBytes(24).toString("base64url");

function newPair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { serial: serialNo(), publicKey, privateKey };
}

const newKept = (): Kept => ({
  merchantId: `19${randomInt(10 ** 8)
    .toString()
    .padStart(8, "0")}`,
  appId: `sandbox${randomBytes(6).toString("hex")}`,
  provider: newPair(),
  providerNext: newPair(),
  merchant: newPair(),
  apiV3Key: apiKey(),
  neighbourApiV3Key: apiKey(),
  carrierSecret: secret(),
  smsSecret: secret(),
  realNameSecret: secret(),
});

/** The sandbox's own keys: made at the first start, the same ever after; merchant.json tells the shop its half. */
export function loadKeys(folder: string): Keys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "keys.json");
  if (!existsSync(path)) writePrivately(path, newKept());
  const kept = JSON.parse(readFileSync(path, "utf8")) as Kept;
  writePrivately(join(folder, "merchant.json"), {
    merchantId: kept.merchantId,
    appId: kept.appId,
    merchantSerial: kept.merchant.serial,
    merchantPrivateKey: kept.merchant.privateKey,
    // Two keys from the start: the provider may turn to the second at any moment, and both must verify meanwhile.
    providerKeys: [kept.provider, kept.providerNext].map(({ serial, publicKey }) => ({ serial, publicKey })),
    apiV3Key: kept.apiV3Key,
    carrierSecret: kept.carrierSecret,
    smsSecret: kept.smsSecret,
    realNameSecret: kept.realNameSecret,
  });
  const signing = ({ serial, privateKey }: Pair): SigningKey => ({ serial, privateKey: createPrivateKey(privateKey) });
  const { serial, publicKey } = kept.merchant;
  return {
    ...kept,
    provider: signing(kept.provider),
    providerNext: signing(kept.providerNext),
    merchant: { serial, publicKey },
  };
}

// Written beside and renamed, so that a kill in the middle never leaves half a key.
function writePrivately(path: string, content: unknown): void {
  const file = openSync(`${path}.new`, "w", 0o600);
  writeSync(file, `${JSON.stringify(content, null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
}
