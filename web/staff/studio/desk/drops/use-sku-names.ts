import { useQueries } from "@tanstack/react-query";
import { call } from "../../../../kit/api.ts";
import { useLanguage } from "../../../../kit/language.ts";
import { queryKeyOf } from "../../../../kit/use-api.ts";
import { useTitle } from "../../../parts/tongue.ts";
import type { ShelfItem } from "../desk-feed.ts";

const productsMost = 50;

/** What the SKUs of the room's products are called: a slice knows only their numbers. */
export function useSkuNames(shelf: ShelfItem[]): (skuId: string) => string {
  const titleOf = useTitle();
  const english = useLanguage() === "en";
  const read = useQueries({
    queries: shelf.slice(0, productsMost).map(({ id: productId }) => ({
      queryKey: queryKeyOf("readProduct", { productId }),
      queryFn: () => call("readProduct", { productId }),
      staleTime: 60_000,
    })),
  });
  return (skuId) => {
    for (const { data } of read) {
      const sku = data?.skus.find((one) => one.id === skuId);
      if (!data || !sku) continue;
      const options = sku.options.map(({ value }) => (english && value.en ? value.en : value.zh)).join(" · ");
      return options ? `${titleOf(data)} · ${options}` : titleOf(data);
    }
    return `SKU ${skuId}`;
  };
}
