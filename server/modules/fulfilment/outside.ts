import { clock } from "#platform/clock";
import { outside } from "#platform/parts";
import { sandboxKeysIn } from "#platform/sandbox-keys";
import type { CarrierGateway } from "./gateways/port.ts";
import { openSandboxCarrier } from "./gateways/sandbox-carrier.ts";

export const carrierGateway = outside<CarrierGateway>(({ sandboxUrl, dataDir }) =>
  openSandboxCarrier({ baseUrl: sandboxUrl, secret: sandboxKeysIn(dataDir).carrierSecret, wallClock: clock.wall }),
);
