import { randomUUID } from "node:crypto";
import type { Buyer } from "../ground.ts";
import { shot } from "../load.ts";

export type Market = { buyers: readonly Buyer[]; skuIds: readonly bigint[]; priceFen: bigint };

/** The next order of a storm over the first so many SKUs: buyers in turn, so that nobody meets a person's allowance. */
export const ordersOf =
  ({ buyers, skuIds, priceFen }: Market, skus = 1) =>
  (n: number): Buffer => {
    const { token, addressId } = buyers[n % buyers.length]!;
    const body = JSON.stringify({
      lines: [{ skuId: String(skuIds[n % skus]), quantity: 1 }],
      addressId: String(addressId),
      expectedFen: Number(priceFen),
      couponGrantIds: [],
    });
    const headers = { authorization: `Bearer ${token}`, "idempotency-key": randomUUID() };
    return shot("POST", "/api/orders/checkouts", headers, body);
  };
