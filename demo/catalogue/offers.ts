import type { DemoCoupon, FreightTemplate, ShopKey, Words } from "./types.ts";
import { both } from "./wording.ts";

type Terms = Pick<DemoCoupon, "total" | "perPerson" | "validDays">;
const amountOff = (
  key: string,
  shop: ShopKey,
  title: Words,
  thresholdFen: bigint,
  offFen: bigint,
  terms: Terms,
): DemoCoupon => ({
  key,
  shop,
  title,
  rule: { type: "amount_off", thresholdFen, offFen },
  ...terms,
});
const direct = (key: string, shop: ShopKey, title: Words, offFen: bigint, terms: Terms): DemoCoupon => ({
  key,
  shop,
  title,
  rule: { type: "direct", offFen },
  ...terms,
});
const wide: Terms = { total: 5000, perPerson: 2, validDays: 30 };
const scarce: Terms = { total: 300, perPerson: 1, validDays: 7 };

export const coupons: DemoCoupon[] = [
  amountOff("moss-99-10", "moss", both("茶食满99减10", "¥10 off ¥99"), 9_900n, 1_000n, wide),
  amountOff("moss-199-30", "moss", both("茶食满199减30", "¥30 off ¥199"), 19_900n, 3_000n, wide),
  amountOff(
    "moss-live-299-60",
    "moss",
    both("直播间专享满299减60", "Live only: ¥60 off ¥299"),
    29_900n,
    6_000n,
    scarce,
  ),
  direct("moss-new-5", "moss", both("新客见面礼5元", "¥5 welcome"), 500n, { total: 8000, perPerson: 1, validDays: 15 }),
  amountOff("kiln-129-15", "kiln", both("器物满129减15", "¥15 off ¥129"), 12_900n, 1_500n, wide),
  amountOff("kiln-259-40", "kiln", both("器物满259减40", "¥40 off ¥259"), 25_900n, 4_000n, wide),
  direct("kiln-8", "kiln", both("窑口直减8元", "¥8 off at the kiln"), 800n, scarce),
  amountOff("flax-199-20", "flax", both("衣橱满199减20", "¥20 off ¥199"), 19_900n, 2_000n, wide),
  amountOff("flax-399-60", "flax", both("换季满399减60", "Season change: ¥60 off ¥399"), 39_900n, 6_000n, wide),
  direct("flax-10", "flax", both("首件立减10元", "¥10 off your first piece"), 1_000n, scarce),
];

const far = ["54", "65"];
const outside = ["71", "81", "82"];
type Step = [firstGrams: number, firstFen: bigint, nextGrams: number, nextFen: bigint];

function template(shop: ShopKey, kind: string, name: Words, step: Step, freeFromFen: bigint | null): FreightTemplate {
  const [firstGrams, firstFen, nextGrams, nextFen] = step;
  const surcharges = [{ provinces: far, firstFen: firstFen + 1_200n, nextFen: nextFen + 800n }];
  return {
    key: `${shop}-${kind}`,
    shop,
    name,
    firstGrams,
    firstFen,
    nextGrams,
    nextFen,
    freeFromFen,
    surcharges,
    notServed: outside,
  };
}

const usual = both("普通快递", "Standard parcel");
const careful = both("易碎加固", "Fragile, double-boxed");
const heavy = both("重件", "Heavy goods");

export const freightTemplates: FreightTemplate[] = [
  template("moss", "standard", usual, [1000, 600n, 1000, 200n], 6_900n),
  template("moss", "fragile", careful, [1000, 1_000n, 1000, 300n], 9_900n),
  template("moss", "heavy", heavy, [3000, 800n, 1000, 200n], null),
  {
    ...template("moss", "cold", both("冷链", "Chilled"), [1000, 1_800n, 1000, 600n], 16_800n),
    surcharges: [],
    notServed: [...far, ...outside],
  },
  template("kiln", "standard", usual, [1000, 800n, 1000, 200n], 9_900n),
  template("kiln", "fragile", careful, [1000, 1_000n, 1000, 400n], 12_900n),
  template("kiln", "heavy", heavy, [2000, 1_500n, 1000, 400n], 19_900n),
  template("flax", "standard", usual, [1000, 800n, 1000, 200n], 9_900n),
];
