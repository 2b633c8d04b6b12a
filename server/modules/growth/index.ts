import type { Parts } from "#platform/parts";
import { factsConsumer } from "./follow-orders.ts";
import { growthRoutes } from "./routes.ts";

export { readOverview } from "./read-overview.ts";

export const parts: Parts = { name: "growth", routes: growthRoutes, consumers: () => [factsConsumer] };
