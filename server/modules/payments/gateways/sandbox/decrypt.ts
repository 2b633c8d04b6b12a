import { createDecipheriv } from "node:crypto";

export type Sealed = { algorithm: string; ciphertext: string; associated_data: string; nonce: string };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Opens the sealed part of a notification; undefined when it was not sealed for us or was touched on the way. */
export function decrypt(key: Buffer, sealed: Sealed): string | undefined {
  if (sealed.algorithm !== "AEAD_AES_256_GCM") return undefined;
  const nonce = Buffer.from(sealed.nonce);
  const bytes = Buffer.from(sealed.ciphertext, "base64");
  if (key.length !== 32 || nonce.length !== NONCE_BYTES || bytes.length < TAG_BYTES) return undefined;
  // Without authTagLength Node takes tags of 4 bytes, and without final() any tag at all.
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(sealed.associated_data));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const opened = decipher.update(bytes.subarray(0, -TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch {
    // final() throws for one reason only: the tag does not fit.
    return undefined;
  }
}
