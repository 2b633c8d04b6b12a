import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** What merchant.json says, as far as money is concerned. */
export type SandboxCredentials = {
  merchantId: string;
  appId: string;
  merchantSerial: string;
  merchantPrivateKey: string;
  providerKeys: { serial: string; publicKey: string }[];
  apiV3Key: string;
};

/** The same, parsed once. */
export type Keyring = {
  merchantId: string;
  appId: string;
  merchantSerial: string;
  privateKey: KeyObject;
  providerKeys: Map<string, KeyObject>;
  apiV3Key: Buffer;
};

export function keyringOf(credentials: SandboxCredentials): Keyring {
  const apiV3Key = Buffer.from(credentials.apiV3Key);
  if (apiV3Key.length !== 32) throw new Error("the API v3 key must have 32 bytes");
  return {
    merchantId: credentials.merchantId,
    appId: credentials.appId,
    merchantSerial: credentials.merchantSerial,
    privateKey: createPrivateKey(credentials.merchantPrivateKey),
    providerKeys: new Map(credentials.providerKeys.map((key) => [key.serial, createPublicKey(key.publicKey)])),
    apiV3Key,
  };
}
