import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const shape = z.strictObject({
  merchantId: z.string().min(1),
  appId: z.string().min(1),
  merchantSerial: z.string().min(1),
  merchantPrivateKey: z.string().startsWith("-----BEGIN PRIVATE KEY-----"),
  /** Two keys verify at once, so that the provider may turn to the next one unannounced. */
  providerKeys: z.array(z.strictObject({ serial: z.string().min(1), publicKey: z.string() })).min(1),
  apiV3Key: z.string().length(32),
  carrierSecret: z.string().min(32),
  smsSecret: z.string().min(32),
  realNameSecret: z.string().min(32),
});

/** Our half of the sandbox's secrets, as it left them in its data folder at its first start. */
export type SandboxKeys = z.infer<typeof shape>;

export const readSandboxKeys = async (merchantFile: string): Promise<SandboxKeys> =>
  shape.parse(JSON.parse(await readFile(merchantFile, "utf8")));

/** The same, where this installation's sandbox left them. */
export const sandboxKeysIn = (dataDir: string): SandboxKeys =>
  shape.parse(JSON.parse(readFileSync(join(dataDir, "sandbox", "merchant.json"), "utf8")));
