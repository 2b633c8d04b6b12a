import { type KeyObject, randomBytes, sign } from "node:crypto";

export type Signer = { merchantId: string; merchantSerial: string; privateKey: KeyObject };

/** The Authorization header over exactly the bytes that are sent. */
export function authorization(signer: Signer, method: string, pathAndQuery: string, body: string, at: Date): string {
  const timestamp = Math.floor(at.getTime() / 1000);
  const nonce = randomBytes(16).toString("hex");
  const message = `${method}\n${pathAndQuery}\n${timestamp}\n${nonce}\n${body}\n`;
  const signature = sign("sha256", Buffer.from(message), signer.privateKey).toString("base64");
  const fields = {
    mchid: signer.merchantId,
    nonce_str: nonce,
    signature,
    timestamp: String(timestamp),
    serial_no: signer.merchantSerial,
  };
  const listed = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
  return `WECHATPAY2-SHA256-RSA2048 ${listed.join(",")}`;
}
