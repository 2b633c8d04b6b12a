import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import {
  hearCarrier,
  listCarriers,
  listParcels,
  listShopParcels,
  shipParcel as shipRoute,
} from "#contract/api/fulfilment";
import { readOrderFacts } from "#modules/orders";
import type { Db, Tx } from "#platform/db";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { carrierGateway } from "./outside.ts";
import { type Parcel, readParcels, readScans } from "./queries.ts";
import { recordScans } from "./record-scans.ts";
import { shipParcel } from "./ship-parcel.ts";

type ParcelOut = z.output<typeof shipRoute.out>;

export function fulfilmentRoutes(app: FastifyInstance, house: House): void {
  const present = async (db: Db | Tx, parcels: readonly Parcel[]): Promise<ParcelOut[]> => {
    const scans = await readScans(
      db,
      parcels.map((parcel) => parcel.id),
    );
    const { carriers } = carrierGateway.of(house.config);
    return parcels.map(({ id, orderId, carrier, waybillNo, state, lines, shippedAt, signedAt }) => {
      const named = carriers.find(({ code }) => code === carrier);
      const carrierName = { zh: named?.zh ?? carrier, en: named?.en ?? carrier };
      const seen = (scans.get(id) ?? []).map(({ status, place, note, at }) => ({ status, place, note, at }));
      return { id, orderId, carrier, carrierName, waybillNo, state, lines, shippedAt, signedAt, scans: seen };
    });
  };
  const parcelsOf = async (db: Db | Tx, orderId: bigint, who: { buyerId: bigint } | { shopId: bigint }) => {
    const order = (await readOrderFacts(db, [orderId])).get(orderId);
    const isTheirs = "buyerId" in who ? order?.buyerId === who.buyerId : order?.shopId === who.shopId;
    if (!order || !isTheirs) throw new Refusal("orders.not_found");
    return { items: await present(db, await readParcels(db, orderId)) };
  };

  serveOpen(app, house, listCarriers, async () => ({
    items: carrierGateway.of(house.config).carriers.map(({ code, zh, en }) => ({ code, nameZh: zh, nameEn: en })),
  }));
  serve(app, house, shipRoute, async ({ input, caller, db, requestId }) => {
    const parcel = await shipParcel(db, house, { ...input, by: caller.personId, requestId });
    return (await present(db, [parcel]))[0]!;
  });
  serve(app, house, listParcels, ({ input: { orderId }, caller, db }) =>
    parcelsOf(db, orderId, { buyerId: caller.personId }),
  );
  serve(app, house, listShopParcels, ({ input: { orderId, shopId }, db }) => parcelsOf(db, orderId, { shopId }));
  serveOpen(app, house, hearCarrier, async ({ raw, request, db }) => {
    const hearing = carrierGateway.of(house.config).hear(raw, request.headers);
    if ("refused" in hearing) throw new Refusal("request.bad_signature", { why: hearing.refused });
    await recordScans(db, { ...hearing.heard, scans: [hearing.heard] });
    return { ok: true as const };
  });
}
