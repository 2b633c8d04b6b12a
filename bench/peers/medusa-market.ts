import { must, openLine } from "./line.ts";
import { HOT_STOCK, PRICE, SCARCE_STOCK, type Sku } from "./peer.ts";
import type { MedusaMarket } from "./medusa-steps.ts";

type Post = <T>(path: string, body: object) => Promise<T>;
type Id = { id: string };

async function openWarehouse(post: Post, channelId: string): Promise<{ locationId: string; zoneId: string }> {
  const { stock_location: place } = await post<{ stock_location: Id }>("/admin/stock-locations", {
    name: "Warehouse",
    address: { address_1: "1 Dock Street", city: "Austin", country_code: "US", postal_code: "78701" },
  });
  await post(`/admin/stock-locations/${place.id}/sales-channels`, { add: [channelId] });
  await post(`/admin/stock-locations/${place.id}/fulfillment-providers`, { add: ["manual_manual"] });
  const { stock_location: withSets } = await post<{ stock_location: { fulfillment_sets: Id[] } }>(
    `/admin/stock-locations/${place.id}/fulfillment-sets?fields=*fulfillment_sets`,
    { name: "Parcels", type: "shipping" },
  );
  const setId = withSets.fulfillment_sets[0]!.id;
  const { fulfillment_set: set } = await post<{ fulfillment_set: { service_zones: Id[] } }>(
    `/admin/fulfillment-sets/${setId}/service-zones`,
    { name: "United States", geo_zones: [{ type: "country", country_code: "us" }] },
  );
  return { locationId: place.id, zoneId: set.service_zones[0]!.id };
}

async function openFreight(post: Post, zoneId: string, profileId: string): Promise<string> {
  const { shipping_option: option } = await post<{ shipping_option: Id }>("/admin/shipping-options", {
    name: "Flat",
    service_zone_id: zoneId,
    shipping_profile_id: profileId,
    provider_id: "manual_manual",
    price_type: "flat",
    type: { label: "Flat", description: "Flat", code: "flat" },
    prices: [{ currency_code: "usd", amount: 5 }],
    rules: [],
  });
  return option.id;
}

type ProductReply = { product: { variants: { id: string; inventory_items: { inventory_item_id: string }[] }[] } };
type Place = { channelId: string; profileId: string; locationId: string };

async function putOnSale(post: Post, sku: Sku, { channelId, profileId, locationId }: Place, pieces: number) {
  const { product } = await post<ProductReply>("/admin/products?fields=id,*variants,*variants.inventory_items", {
    title: `Green tea ${sku}`,
    status: "published",
    shipping_profile_id: profileId,
    sales_channels: [{ id: channelId }],
    options: [{ title: "Size", values: ["One"] }],
    variants: [
      {
        title: "One",
        sku,
        options: { Size: "One" },
        manage_inventory: true,
        allow_backorder: false,
        prices: [{ currency_code: "usd", amount: PRICE / 100 }],
      },
    ],
  });
  const variant = product.variants[0]!;
  const item = variant.inventory_items[0]!.inventory_item_id;
  await post(`/admin/inventory-items/${item}/location-levels`, { location_id: locationId, stocked_quantity: pieces });
  return variant.id;
}

/** A sales channel with its key, a region, a warehouse, a flat freight and two SKUs, by the admin API. */
export async function furnishMedusa(port: number, admin: { email: string; password: string }): Promise<MedusaMarket> {
  const line = await openLine(port);
  const { token } = await must<{ token: string }>(line, { method: "POST", path: "/auth/user/emailpass", body: admin });
  const headers = { authorization: `Bearer ${token}` };
  const post: Post = (path, body) => must(line, { method: "POST", path, headers, body });
  const { sales_channel: channel } = await post<{ sales_channel: Id }>("/admin/sales-channels", { name: "Bench" });
  const { region } = await post<{ region: Id }>("/admin/regions", {
    name: "United States",
    currency_code: "usd",
    countries: ["us"],
    payment_providers: ["pp_system_default"],
  });
  const { shipping_profile: profile } = await post<{ shipping_profile: Id }>("/admin/shipping-profiles", {
    name: "Parcel",
    type: "parcel",
  });
  const { locationId, zoneId } = await openWarehouse(post, channel.id);
  const shippingOptionId = await openFreight(post, zoneId, profile.id);
  const place = { channelId: channel.id, profileId: profile.id, locationId };
  const hot = await putOnSale(post, "hot", place, HOT_STOCK);
  const scarce = await putOnSale(post, "scarce", place, SCARCE_STOCK);
  const { api_key: key } = await post<{ api_key: Id & { token: string } }>("/admin/api-keys", {
    title: "Bench",
    type: "publishable",
  });
  await post(`/admin/api-keys/${key.id}/sales-channels`, { add: [channel.id] });
  line.close();
  return { variants: { hot, scarce }, regionId: region.id, shippingOptionId, publishableKey: key.token };
}
