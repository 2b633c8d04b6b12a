import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { StartupFault } from "./startup-fault.ts";

const BYTES = 32;

/** The secret from which all keys of this installation are derived; made, for the owner's eyes only, at the first start. */
export function masterSecret(file: string): Buffer {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(BYTES).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const secret = Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
  if (secret.length !== BYTES)
    throw new StartupFault(`The master secret in ${file} is damaged; restore it from a backup.`);
  return secret;
}
