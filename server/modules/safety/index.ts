import type { Parts } from "#platform/parts";
import { safetyRoutes } from "./routes.ts";

export { checkText } from "./check-text.ts";

export const parts: Parts = { name: "safety", routes: safetyRoutes };
