import type { Parts } from "#platform/parts";
import { allianceConsumer } from "./handlers.ts";
import { allianceRoutes } from "./routes.ts";

export { settleCommissions, type Share, sharesOf, sumCommissions } from "./commissions.ts";
export type { PlanVersion } from "./plan-versions.ts";
export { runningPlans } from "./plans.ts";
export { promotableBy, type Promotable } from "./promotable.ts";
export { setPlan } from "./set-plan.ts";
export { addToShowcase } from "./showcase.ts";

export const parts: Parts = {
  name: "alliance",
  routes: allianceRoutes,
  consumers: () => [allianceConsumer],
};
