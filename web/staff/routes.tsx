import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { NotFound } from "../kit/not-found.tsx";
import { ScreenError } from "../kit/screen-error.tsx";
import { ScreenWaiting } from "../kit/screen-waiting.tsx";
import { Shell } from "./shell.tsx";

type Load = () => Promise<{ default: ComponentType }>;

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell });

/** `bare` screens (control desk, data screen) take the whole window: no header, no side menu. */
const screen = (path: string, load: Load, bare = false) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load), staticData: { bare } });

const tree = root.addChildren([
  screen("/", () => import("./start/start.tsx")),
  screen("/__kit", () => import("./kit/kit.tsx")),
  screen("/studio", () => import("./studio/overview/overview.tsx")),
  screen("/seller", () => import("./seller/overview/overview.tsx")),
  screen("/console", () => import("./console/overview/overview.tsx")),
]);

export const newRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    basepath: "/staff",
    context: { queries },
    scrollRestoration: true,
    defaultPreload: "intent",
    defaultPendingMs: 200,
    defaultErrorComponent: ScreenError,
    defaultPendingComponent: ScreenWaiting,
    defaultNotFoundComponent: NotFound,
  });
