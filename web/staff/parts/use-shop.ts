import { useEffect, useSyncExternalStore } from "react";
import { type Permission, rolesWith } from "#contract/permissions";
import type { AnswerOf } from "../../kit/api.ts";
import { useQueryOf } from "../../kit/use-api.ts";
import { useMe } from "./use-me.ts";

export type MyShop = AnswerOf<"listMyShops">["items"][number];

const place = "jishi.shop";
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const keptShop = () => localStorage.getItem(place) ?? "";

/** Which shop this browser works for; a link with `?shop=` (from a notice) moves it there. */
export function chooseShop(shopId: string): void {
  localStorage.setItem(place, shopId);
  for (const tell of listeners) tell();
}

const askedShop = () => new URLSearchParams(location.search).get("shop");

/**
 * The shop that the seller's screens speak of: the chosen one, else the first. `shops` is undefined while unknown and
 * empty for who has none; `may("shop.money")` says whether the person's role there carries a permission.
 */
export function useShop() {
  const { me } = useMe();
  const kept = useSyncExternalStore(subscribe, keptShop);
  const { data, error, refetch } = useQueryOf("listMyShops", {}, { enabled: Boolean(me), staleTime: 30_000 });
  const shops = data?.items;
  const asked = askedShop();
  useEffect(() => {
    if (asked && asked !== keptShop() && shops?.some((one) => one.id === asked)) chooseShop(asked);
  }, [asked, shops]);
  const shop = shops?.find((one) => one.id === kept) ?? shops?.[0];
  const roles = me?.shops.filter((one) => one.shopId === shop?.id).map((one) => one.role) ?? [];
  const may = (permission: Permission) => roles.some((role) => rolesWith(permission).includes(role));
  return { shop, shops, may, choose: chooseShop, error, retry: () => void refetch() };
}
