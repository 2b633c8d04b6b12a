import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { NotFound } from "../kit/not-found.tsx";
import { ScreenError } from "../kit/screen-error.tsx";
import { ScreenWaiting } from "../kit/screen-waiting.tsx";
import { beginHome } from "./screens/home/home-reads.ts";
import { beginProduct } from "./screens/product/product-reads.ts";
import { beginRoom } from "./screens/room/room-reads.ts";
import { Shell } from "./shell.tsx";

type Load = () => Promise<{ default: ComponentType }>;

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell });

/** Asks for a screen's first answers while its script is on the way; the screen finds them in the cache. */
type Begin = (queries: QueryClient, params: Record<string, string>) => void;

/** `bare` screens (room, cashier) take the whole column: no tab bar. */
const screen = (path: string, load: Load, bare = true, begin?: Begin) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load),
    loader: ({ context, params }) => begin?.(context.queries, params),
    staticData: { bare },
  });

const tree = root.addChildren([
  screen("/", () => import("./screens/home/home.tsx"), false, beginHome),
  screen("/rooms/$roomId", () => import("./screens/room/room.tsx"), true, beginRoom),
  screen("/rooms/$roomId/replay", () => import("./screens/replay/replay.tsx")),
  screen("/creators/$creatorId", () => import("./screens/creator/creator.tsx")),
  screen("/shops/$shopId", () => import("./screens/shop/shop.tsx")),
  screen("/orders", () => import("./screens/orders/orders.tsx"), false),
  screen("/me", () => import("./screens/me/me.tsx"), false),
  screen("/products/$productId", () => import("./screens/product/product.tsx"), true, beginProduct),
  screen("/checkout", () => import("./screens/checkout/checkout.tsx")),
  screen("/pay/$checkoutId", () => import("./screens/pay/pay.tsx")),
  screen("/orders/$orderId", () => import("./screens/order/order.tsx")),
  screen("/orders/$orderId/refund", () => import("./screens/refund/refund.tsx")),
  screen("/cases", () => import("./screens/cases/cases.tsx")),
  screen("/cases/$caseId", () => import("./screens/case/case.tsx")),
  screen("/me/profile", () => import("./screens/profile/profile.tsx")),
  screen("/me/addresses", () => import("./screens/addresses/addresses.tsx")),
  screen("/me/coupons", () => import("./screens/coupons/coupons.tsx")),
  screen("/me/waits", () => import("./screens/waits/waits.tsx")),
  screen("/me/notices", () => import("./screens/notices/notices.tsx")),
  screen("/me/real-name", () => import("./screens/real-name/real-name.tsx")),
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
