import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { NotFound } from "../kit/not-found.tsx";
import { ScreenError } from "../kit/screen-error.tsx";
import { Waiting } from "./parts/waiting.tsx";
import { Shell } from "./shell.tsx";

type Load = () => Promise<{ default: ComponentType }>;

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell });

/** `bare` screens (control desk, data screen) take the whole window: no header, no side menu. */
const screen = (path: string, load: Load, bare = false) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load), staticData: { bare } });

const tree = root.addChildren([
  screen("/", () => import("./start/start.tsx")),
  screen("/__kit", () => import("./kit/kit.tsx")),
  screen("/sign-in", () => import("./sign-in/sign-in.tsx"), true),
  screen("/studio", () => import("./studio/overview/overview.tsx")),
  screen("/studio/creator", () => import("./studio/creator/creator.tsx")),
  screen("/studio/offers", () => import("./studio/offers/offers.tsx")),
  screen("/studio/showcase", () => import("./studio/showcase/showcase.tsx")),
  screen("/studio/earnings", () => import("./studio/earnings/earnings.tsx")),
  screen("/studio/rooms", () => import("./studio/rooms/rooms.tsx")),
  screen("/studio/rooms/new", () => import("./studio/new-room/new-room.tsx")),
  screen("/studio/rooms/$roomId", () => import("./studio/desk/desk.tsx"), true),
  screen("/studio/rooms/$roomId/summary", () => import("./studio/summary/summary.tsx")),
  screen("/seller", () => import("./seller/overview/overview.tsx")),
  screen("/seller/new", () => import("./seller/opening/new-shop.tsx")),
  screen("/seller/products", () => import("./seller/products/products.tsx")),
  screen("/seller/products/new", () => import("./seller/editor/editor.tsx")),
  screen("/seller/products/$productId", () => import("./seller/editor/editor.tsx")),
  screen("/seller/freight", () => import("./seller/freight/freight.tsx")),
  screen("/seller/orders", () => import("./seller/orders/orders.tsx")),
  screen("/seller/cases", () => import("./seller/cases/cases.tsx")),
  screen("/seller/deals", () => import("./seller/deals/deals.tsx")),
  screen("/seller/coupons", () => import("./seller/coupons/coupons.tsx")),
  screen("/seller/money", () => import("./seller/money/money.tsx")),
  screen("/console", () => import("./console/overview/overview.tsx")),
  screen("/console/shops", () => import("./console/reviews/reviews.tsx")),
  screen("/console/audits", () => import("./console/audits/audits.tsx")),
  screen("/console/rooms", () => import("./console/rooms/rooms.tsx")),
  screen("/console/words", () => import("./console/words/words.tsx")),
  screen("/console/log", () => import("./console/log/log.tsx")),
  screen("/console/money", () => import("./console/money/money.tsx")),
  screen("/console/clock", () => import("./console/clock/clock.tsx")),
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
    defaultPendingComponent: Waiting,
    defaultNotFoundComponent: NotFound,
  });
