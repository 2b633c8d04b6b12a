import { join } from "node:path";
import { clock } from "#platform/clock";
import { callbackUrlOf, type Config } from "#platform/config";
import { outside } from "#platform/parts";
import { readSandboxKeys } from "#platform/sandbox-keys";
import type { PaymentGateway } from "./gateways/port.ts";
import { openSandboxGateway } from "./gateways/sandbox/index.ts";

/** Who takes the money, and as whom it knows us: a message that names another merchant or app is not about our money. */
export type Provider = { gateway: PaymentGateway; merchantId: string; appId: string };

export const PROVIDER = "sandbox";

async function openSandbox(config: Config): Promise<Provider> {
  const keys = await readSandboxKeys(join(config.dataDir, "sandbox", "merchant.json"));
  const { merchantId, appId, merchantSerial, merchantPrivateKey, providerKeys, apiV3Key } = keys;
  const credentials = { merchantId, appId, merchantSerial, merchantPrivateKey, providerKeys, apiV3Key };
  // Signatures know the wall's clock alone, however far the demo's business clock has run ahead.
  const gateway = openSandboxGateway({ baseUrl: config.sandboxUrl, credentials, wallClock: () => clock.wall() });
  return { gateway, merchantId, appId };
}

/** Opened at the first need and kept; when the keys are not there yet, the next need tries again. */
function once(open: () => Promise<Provider>): () => Promise<Provider> {
  let opened: Promise<Provider> | undefined;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}

export const provider = outside((config) => once(() => openSandbox(config)));

/** One address for every server of the shop: the provider refuses a number that comes back with another one. */
export const notifyUrlOf = (config: Config): string => `${callbackUrlOf(config)}/api/payments/sandbox/notices`;
