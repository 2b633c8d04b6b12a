import type { z } from "zod";
import type { readOverview as readOverviewRoute } from "#contract/api/growth";
import { readCreators } from "#modules/identity";
import { readRoomTitles, readRoomTotals } from "#modules/live";
import { readShopFacts } from "#modules/shops";
import { clock } from "#platform/clock";
import type { Db, Tx } from "#platform/db";
import { dayOf, daysOf, type Period, periodsOf } from "./days.ts";
import { type Part, readDays, readParts, readSums } from "./queries.ts";

type Overview = z.output<typeof readOverviewRoute.out>;

async function figuresOf(db: Db | Tx, period: Period): Promise<Overview["now"]> {
  const { gross, refunded, orders, buyers, newBuyers } = await readSums(db, period);
  const { views, viewers } = await readRoomTotals(db, period.from, period.to);
  return {
    gmvGrossFen: gross,
    gmvNetFen: gross - refunded,
    refundedFen: refunded,
    paidOrders: orders,
    buyers,
    newBuyers,
    returningBuyers: buyers - newBuyers,
    views,
    viewers,
    gpmFen: views === 0 ? 0n : (gross * 1000n) / BigInt(views),
    averageOrderFen: orders === 0 ? 0n : gross / BigInt(orders),
  };
}

async function byDay(db: Db | Tx, period: Period): Promise<Overview["byDay"]> {
  const found = new Map((await readDays(db, period)).map((row) => [row.day, row]));
  return daysOf(period).map((day) => {
    const { gross = 0n, net = 0n, orders = 0, newBuyers = 0 } = found.get(day) ?? {};
    return { day, gmvGrossFen: gross, gmvNetFen: net, paidOrders: orders, newBuyers };
  });
}

type Named = (ids: bigint[]) => Promise<Map<bigint, string>>;

async function top(parts: readonly Part[], namesOf: Named): Promise<Overview["topShops"]> {
  const names = await namesOf(parts.map(({ key }) => BigInt(key)));
  return parts.map(({ key, ...sums }) => ({ name: names.get(BigInt(key)) ?? "", ...sums }));
}

const namedBy = <T extends { name: string }>(found: ReadonlyMap<bigint, T>): Map<bigint, string> =>
  new Map([...found].map(([id, { name }]) => [id, name]));
const plain = (parts: readonly Part[]): Overview["byChannel"] =>
  parts.map(({ key, ...sums }) => ({ name: key, ...sums }));

/** The operator's overview, each figure as docs/metrics.md defines it. */
export async function readOverview(db: Db | Tx, days: number): Promise<Overview> {
  const now = clock.now();
  const periods = periodsOf(days, now);
  const { from, to } = periods.now;
  const parts = (by: Parameters<typeof readParts>[1]) => readParts(db, by, periods.now);
  return {
    from: dayOf(from),
    to: dayOf(now),
    now: await figuresOf(db, periods.now),
    before: await figuresOf(db, periods.before),
    roomsLive: (await readRoomTotals(db, from, to)).roomsLive,
    byDay: await byDay(db, periods.now),
    byChannel: plain(await parts("channel")),
    byScene: plain(await parts("scene")),
    topShops: await top(await parts("shop"), async (ids) => namedBy(await readShopFacts(db, ids))),
    topCreators: await top(await parts("creator"), async (ids) => namedBy(await readCreators(db, ids))),
    topRooms: await top(await parts("room"), (ids) => readRoomTitles(db, ids)),
  };
}
