import type { Parts } from "#platform/parts";
import { aftersalesConsumer } from "./handlers.ts";
import { aftersalesRoutes } from "./routes.ts";
import { caseSweeps } from "./sweeps.ts";

export { decideCase, withdrawCase } from "./decide-case.ts";
export { openCase } from "./open-case.ts";

export const parts: Parts = {
  name: "aftersales",
  routes: aftersalesRoutes,
  consumers: () => [aftersalesConsumer],
  sweeps: caseSweeps,
};
