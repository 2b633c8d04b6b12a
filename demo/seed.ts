import { setTimeout as wait } from "node:timers/promises";
import { whoAmI } from "#contract/api/identity";
import type { Config } from "#platform/config";
import { clock, useClock } from "#platform/clock";
import { allDrawings } from "./art/draw.ts";
import { creators } from "./catalogue/creators.ts";
import { shops } from "./catalogue/shops.ts";
import { chanceFrom } from "./seed/chance.ts";
import { BUYER_PHONE, type Cast, makePeople, OPERATOR_PHONE } from "./seed/people.ts";
import { planDrops } from "./seed/drops.ts";
import { planTonight } from "./seed/rooms.ts";
import { type Market, openMarket } from "./seed/shops.ts";
import { tellThreeWeeks } from "./seed/story.ts";
import { openTeller, type Teller } from "./seed/teller.ts";

const DAY = 86_400_000;
const OPENED_DAYS_AGO = 48; // long enough for the ordinary tier, so that earlier orders have been released
const STORY_DAYS = 22;

/** Everybody looks in now and then: who is away for thirty days has to sign in again. */
async function lookIn(teller: Teller, cast: Cast, market: Market, at: Date): Promise<void> {
  teller.time.goTo(at);
  await wait(1_000); // a session just seen is believed for so long, by the wall's clock
  for (const person of [cast.operator, ...cast.creators.values(), ...market.merchants.values(), ...cast.buyers])
    await teller.call(whoAmI, {}, person);
}

/** Fills an empty database with the demo world: its past is told through the house's own doors, on a clock of its own. */
export async function seedDemo({ config }: { config: Config & { databaseUrl: string } }): Promise<void> {
  const realNow = clock.wall();
  const ago = (days: number): Date => new Date(realNow.getTime() - days * DAY);
  const teller = await openTeller(config, ago(OPENED_DAYS_AGO));
  try {
    const drawings = allDrawings();
    const cast = await makePeople(teller, drawings);
    const market = await openMarket(teller, cast, drawings);
    await lookIn(teller, cast, market, ago((OPENED_DAYS_AGO + STORY_DAYS) / 2));
    await lookIn(teller, cast, market, ago(STORY_DAYS));
    await tellThreeWeeks(teller, {
      cast,
      market,
      drawings,
      chance: chanceFrom(2026),
      from: teller.time.now(),
      until: realNow,
    });
    teller.time.goTo(realNow);
    const standing = await planTonight(teller, cast, market, drawings);
    await planDrops(teller, cast, market, standing);
    await teller.settle();
  } finally {
    await teller.close();
    useClock(() => Date.now());
  }
}

/** Who can sign in, and where they belong. */
export const demoLogins = [
  { zh: "买家 小满未满", en: "A buyer", phone: BUYER_PHONE, path: "/" },
  {
    zh: `达人 ${creators[0]!.nickname.zh}`,
    en: "A creator who is live",
    phone: creators[0]!.phone,
    path: "/staff/studio",
  },
  { zh: `商家 ${shops[0]!.name.zh}`, en: "A shop owner", phone: shops[0]!.merchant.phone, path: "/staff/seller" },
  { zh: "平台运营", en: "An operator", phone: OPERATOR_PHONE, path: "/staff/console" },
];
