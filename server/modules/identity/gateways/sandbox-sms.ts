import { z } from "zod";
import { askByBearer } from "#platform/ask-by-bearer";
import { trustedEgress } from "#platform/egress";
import type { SmsGateway } from "./sms-port.ts";

const shape = z.object({ id: z.string() });

/** Messages that reach no phone: the sandbox shows them on its page, for demonstration only. */
export function openSandboxSms({ baseUrl, secret }: { baseUrl: string; secret: string }): SmsGateway {
  const egress = trustedEgress([baseUrl]);
  const url = `${new URL(baseUrl).origin}/sms`;
  const asking = { egress, secret, url, shape, noCodes: ["PHONE_MALFORMED", "PARAM_ERROR"] };
  return {
    send: (message) => askByBearer({ ...asking, method: "POST", body: message }),
    stop: () => egress.close(),
  };
}
