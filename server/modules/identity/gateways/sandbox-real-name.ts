import { z } from "zod";
import { askByBearer } from "#platform/ask-by-bearer";
import { trustedEgress } from "#platform/egress";
import type { RealNameGateway } from "./real-name-port.ts";

const shape = z
  .object({ result: z.enum(["matched", "not_matched"]), face: z.enum(["matched", "not_matched", "not_asked"]) })
  .transform(({ result, face }) => ({
    named: result === "matched",
    face: face === "not_asked" ? null : face === "matched",
  }));

/** Believes every number that holds together; keeps nothing. */
export function openSandboxRealName({ baseUrl, secret }: { baseUrl: string; secret: string }): RealNameGateway {
  const egress = trustedEgress([baseUrl]);
  const url = `${new URL(baseUrl).origin}/real-name`;
  return {
    check: (body) => askByBearer({ egress, secret, url, shape, noCodes: ["PARAM_ERROR"], method: "POST", body }),
    stop: () => egress.close(),
  };
}
