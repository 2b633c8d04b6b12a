import type { Line, Question } from "./line.ts";
import type { Errand, Sku, Step } from "./peer.ts";

export type MedusaMarket = {
  variants: Record<Sku, string>;
  regionId: string;
  shippingOptionId: string;
  publishableKey: string;
};
type Reply = {
  cart?: { id: string };
  payment_collection?: { id: string };
  order?: { id: string };
  type?: string;
  message?: string;
  error?: { message?: string };
};

const address = {
  first_name: "Xiaoman",
  last_name: "Wang",
  address_1: "90 Wensan Road",
  city: "Austin",
  country_code: "us",
  postal_code: "78701",
};

/**
 * Cart with its line, buyer and address in one call; freight; payment collection; payment session; completion. Each
 * answer is asked for its id alone.
 */
export function medusaSteps(market: MedusaMarket): Step[] {
  const headers = { "x-publishable-api-key": market.publishableKey };
  const call =
    (ask: (errand: Errand) => Pick<Question, "path" | "body">, keep: (reply: Reply, errand: Errand) => boolean): Step =>
    async (line: Line, errand) => {
      const answer = await line.ask({ method: "POST", headers, ...ask(errand) });
      const reply = JSON.parse(answer.text) as Reply;
      if (answer.status === 200 && keep(reply, errand)) return undefined;
      return `${answer.status} ${reply.error?.message ?? reply.message ?? ""}`.slice(0, 90);
    };
  const keeps =
    (name: string, id: (reply: Reply) => string | undefined) =>
    (reply: Reply, { kept }: Errand): boolean => {
      const found = id(reply);
      if (found !== undefined) kept[name] = found;
      return found !== undefined;
    };
  return [
    call(
      ({ sku, seat }) => ({
        path: "/store/carts?fields=id",
        body: {
          region_id: market.regionId,
          email: `buyer-${seat}@example.com`,
          items: [{ variant_id: market.variants[sku], quantity: 1 }],
          shipping_address: address,
        },
      }),
      keeps("cart", (reply) => reply.cart?.id),
    ),
    call(
      ({ kept }) => ({
        path: `/store/carts/${kept["cart"]}/shipping-methods?fields=id`,
        body: { option_id: market.shippingOptionId },
      }),
      (reply) => reply.cart !== undefined,
    ),
    call(
      ({ kept }) => ({ path: "/store/payment-collections?fields=id", body: { cart_id: kept["cart"] } }),
      keeps("collection", (reply) => reply.payment_collection?.id),
    ),
    call(
      ({ kept }) => ({
        path: `/store/payment-collections/${kept["collection"]}/payment-sessions?fields=id`,
        body: { provider_id: "pp_system_default" },
      }),
      (reply) => reply.payment_collection !== undefined,
    ),
    call(
      ({ kept }) => ({ path: `/store/carts/${kept["cart"]}/complete?fields=id`, body: {} }),
      (reply) => reply.type === "order",
    ),
  ];
}
