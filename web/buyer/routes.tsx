import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { NotFound } from "../kit/not-found.tsx";
import { ScreenError } from "../kit/screen-error.tsx";
import { ScreenWaiting } from "../kit/screen-waiting.tsx";
import { Shell } from "./shell.tsx";

type Load = () => Promise<{ default: ComponentType }>;

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell });

/** `bare` screens (room, cashier) take the whole column: no tab bar. */
const screen = (path: string, load: Load, bare = true) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load), staticData: { bare } });

const tree = root.addChildren([
  screen("/", () => import("./screens/home/home.tsx"), false),
  screen("/orders", () => import("./screens/orders/orders.tsx"), false),
  screen("/me", () => import("./screens/me/me.tsx"), false),
  screen("/__kit", () => import("./screens/kit/kit.tsx")),
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
