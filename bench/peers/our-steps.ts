import { randomUUID } from "node:crypto";
import type { Buyer } from "../ground.ts";
import type { Errand, Sku, Step } from "./peer.ts";

export type OurMarket = { buyers: readonly Buyer[]; skus: Record<Sku, bigint> };

const address = {
  name: "王小满",
  phone: "13800000000",
  regionCodes: ["330000", "330100", "330106"],
  regionNames: ["浙江省", "杭州市", "西湖区"],
  street: "文三路 90 号",
  isDefault: true,
};
type Reply = { code?: string; payableFen?: number; checkoutId?: string; state?: string };

/** Address; cart with freight, priced; the order; the payment opened; the buyer back from it, and it is paid. */
export function ourSteps({ buyers, skus }: OurMarket): Step[] {
  const buyerOf = ({ n }: Errand): Buyer => buyers[n % buyers.length]!;
  const call =
    (
      method: "POST" | "PUT",
      path: (errand: Errand) => string,
      body: (errand: Errand) => object,
      keep: (reply: Reply, kept: Errand["kept"]) => void,
    ): Step =>
    async (line, errand) => {
      const headers = { authorization: `Bearer ${buyerOf(errand).token}`, "idempotency-key": randomUUID() };
      const answer = await line.ask({ method, path: path(errand), headers, body: body(errand) });
      const reply = JSON.parse(answer.text) as Reply;
      if (answer.status !== 200) return `${answer.status} ${reply.code ?? ""}`;
      keep(reply, errand.kept);
      return undefined;
    };
  const goods = (errand: Errand) => ({
    lines: [{ skuId: String(skus[errand.sku]), quantity: 1 }],
    addressId: String(buyerOf(errand).addressId),
    couponGrantIds: [],
  });
  return [
    call(
      "PUT",
      (errand) => `/api/identity/addresses/${buyerOf(errand).addressId}`,
      () => address,
      () => undefined,
    ),
    call(
      "POST",
      () => "/api/orders/quotes",
      goods,
      (reply, kept) => void (kept["fen"] = String(reply.payableFen)),
    ),
    call(
      "POST",
      () => "/api/orders/checkouts",
      (errand) => ({ ...goods(errand), expectedFen: Number(errand.kept["fen"]) }),
      (reply, kept) => void (kept["checkout"] = reply.checkoutId!),
    ),
    call(
      "POST",
      ({ kept }) => `/api/payments/checkouts/${kept["checkout"]}/cashier`,
      () => ({}),
      () => undefined,
    ),
    async (line, errand) => {
      const headers = { authorization: `Bearer ${buyerOf(errand).token}` };
      const path = `/api/payments/checkouts/${errand.kept["checkout"]}?look=true`;
      const answer = await line.ask({ method: "GET", path, headers });
      const { state } = JSON.parse(answer.text) as Reply;
      return answer.status === 200 && state === "captured" ? undefined : `${answer.status} ${state}`;
    },
  ];
}
