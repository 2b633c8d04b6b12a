import { outside } from "#platform/parts";
import { sandboxKeysIn } from "#platform/sandbox-keys";
import type { RealNameGateway } from "./gateways/real-name-port.ts";
import { openSandboxRealName } from "./gateways/sandbox-real-name.ts";
import { openSandboxSms } from "./gateways/sandbox-sms.ts";
import type { SmsGateway } from "./gateways/sms-port.ts";

export const smsGateway = outside<SmsGateway>(({ sandboxUrl, dataDir }) =>
  openSandboxSms({ baseUrl: sandboxUrl, secret: sandboxKeysIn(dataDir).smsSecret }),
);
export const realNameGateway = outside<RealNameGateway>(({ sandboxUrl, dataDir }) =>
  openSandboxRealName({ baseUrl: sandboxUrl, secret: sandboxKeysIn(dataDir).realNameSecret }),
);
