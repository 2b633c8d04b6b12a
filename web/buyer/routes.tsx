import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { NotFound } from "../kit/not-found.tsx";
import { ScreenError } from "../kit/screen-error.tsx";
import { ScreenWaiting } from "../kit/screen-waiting.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell });

/** `bare` screens (room, cashier) take the whole column: no tab bar. */
const screen = (path: string, component: ReturnType<typeof lazyRouteComponent>, bare = true) =>
  createRoute({ getParentRoute: () => root, path, component, staticData: { bare } });

const tree = root.addChildren([
  screen(
    "/",
    lazyRouteComponent(() => import("./screens/home/home.tsx")),
    false,
  ),
  screen(
    "/orders",
    lazyRouteComponent(() => import("./screens/orders/orders.tsx")),
    false,
  ),
  screen(
    "/me",
    lazyRouteComponent(() => import("./screens/me/me.tsx")),
    false,
  ),
  screen(
    "/__kit",
    lazyRouteComponent(() => import("./screens/kit/kit.tsx")),
  ),
]);

export const newRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    scrollRestoration: true,
    defaultPreload: "intent",
    defaultPendingMs: 200,
    defaultErrorComponent: ScreenError,
    defaultPendingComponent: ScreenWaiting,
    defaultNotFoundComponent: NotFound,
  });

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    bare?: boolean;
  }
}
