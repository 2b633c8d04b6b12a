import { setTimeout as wait } from "node:timers/promises";
import type { Chance } from "../../demo/seed/chance.ts";
import { type Asker, askUntilKnown, send } from "./asking.ts";
import type { Goods } from "./compare.ts";
import type { Person } from "./ground/people.ts";
import type { Answer, Ask } from "./journal.ts";

/** One buyer after the other, on one phone: what each wants is drawn, what comes of it depends on the storm. */
export type Lane = Asker & {
  name: string;
  chance: Chance;
  people: readonly Person[];
  /** The doors of the house, as this phone finds them; the other one is tried when one is silent. */
  fronts: readonly number[];
  sandboxPort: number;
  market: { hot: Goods; limited: Goods; calm: readonly Goods[] };
  asked: number;
  going: () => boolean;
};
type Line = { skuId: string; quantity: number };
type Placed = { checkoutId: string; orderIds: string[] };

const READS_MAX = 40;
const THOUGHT_MS = 120;

const nameFor = (lane: Lane, deed: Ask["deed"]): string => `${deed}-${lane.name}-${lane.asked++}`;

/** Asks the house for a deed; the answer in the end, whichever of its doors gave it. */
function ask(lane: Lane, who: Person, deed: Ask["deed"], path: string, wish: object, body: object): Promise<Answer> {
  const id = nameFor(lane, deed);
  const first = lane.chance.below(lane.fronts.length);
  const headers = { authorization: `Bearer ${who.token}`, "idempotency-key": id };
  return askUntilKnown(lane, { id, deed, by: who.id, wish: { ...wish } }, (attempt) => ({
    ...{ port: lane.fronts[(first + attempt) % lane.fronts.length]!, method: "POST", path, headers },
    body: JSON.stringify(body),
  }));
}

const sumOf = (lane: Lane, lines: readonly Line[]): number => {
  const { hot, limited, calm } = lane.market;
  const price = new Map([hot, limited, ...calm].map(({ skuId, priceFen }) => [skuId, priceFen]));
  return lines.reduce((sum, { skuId, quantity }) => sum + price.get(skuId)! * quantity, 0);
};

export async function place(lane: Lane, who: Person, lines: readonly Line[]): Promise<Placed | undefined> {
  const body = { lines, addressId: who.addressId, expectedFen: sumOf(lane, lines), couponGrantIds: [] };
  const answer = await ask(lane, who, "place", "/api/orders/checkouts", { lines }, body);
  return answer.ok ? (answer.told as Placed) : undefined;
}

export async function pay(lane: Lane, who: Person, { checkoutId }: Placed): Promise<boolean> {
  const opened = await ask(lane, who, "cashier", `/api/payments/checkouts/${checkoutId}/cashier`, { checkoutId }, {});
  const url = opened.told["payUrl"];
  if (typeof url !== "string") return false;
  const { pathname } = new URL(url);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const paid = await askUntilKnown(
    lane,
    { id: nameFor(lane, "pay"), deed: "pay", by: who.id, wish: { checkoutId } },
    () => ({ port: lane.sandboxPort, method: "POST", path: pathname, headers, body: "deed=pay" }),
  );
  return paid.ok;
}

export const cancel = (lane: Lane, who: Person, { checkoutId, orderIds }: Placed): Promise<Answer> =>
  ask(lane, who, "cancel", `/api/orders/orders/${orderIds[0]}/cancellation`, { checkoutId }, {});

/** Waits until the house has heard of the payment, then wants the money back. */
export async function refund(lane: Lane, who: Person, { checkoutId, orderIds }: Placed): Promise<void> {
  const headers = { authorization: `Bearer ${who.token}` };
  for (let n = 0; n < READS_MAX; n++) {
    const path = `/api/orders/orders/${orderIds[0]}`;
    const said = await send(lane.line, { port: lane.fronts[n % lane.fronts.length]!, method: "GET", path, headers });
    if (said?.body["state"] === "to_ship") break;
    await wait(150);
  }
  const body = { reason: "NO_LONGER_WANT" };
  await ask(lane, who, "refund", `/api/aftersales/orders/${orderIds[0]}/cases`, { checkoutId }, body);
}

function basket({ chance, market: { hot, limited, calm } }: Lane): Line[] {
  const one = (goods: Goods, quantity = 1): Line => ({ skuId: goods.skuId, quantity });
  const drawn = chance.below(100);
  if (drawn < 50) return [one(hot)];
  if (drawn < 65) return [one(limited, 1 + chance.below(2))];
  if (drawn < 80) return [one(chance.one(calm), 1 + chance.below(2)), one(hot)];
  const [first, second] = [chance.below(calm.length), 1 + chance.below(calm.length - 1)];
  return [one(calm[first]!), one(calm[(first + second) % calm.length]!, 1 + chance.below(3))];
}

/** An ordinary buyer: orders, and then pays, thinks again, both at once, regrets, or forgets all about it. */
async function ordinary(lane: Lane): Promise<void> {
  const { chance } = lane;
  const who = chance.one(lane.people);
  const lines = basket(lane);
  const end = chance.below(100);
  const placed = await place(lane, who, lines);
  if (!placed) return;
  if (end < 40) await pay(lane, who, placed);
  else if (end < 60) await cancel(lane, who, placed);
  else if (end < 75) await Promise.all([pay(lane, who, placed), cancel(lane, who, placed)]);
  else if (end < 90 && (await pay(lane, who, placed))) await refund(lane, who, placed);
}

/** Kinds of buyers and how many of a hundred are such; a new kind is a line here. */
const kinds: readonly { ofHundred: number; buy: (lane: Lane) => Promise<void> }[] = [{ ofHundred: 100, buy: ordinary }];

export async function runLane(lane: Lane): Promise<void> {
  while (lane.going()) {
    let drawn = lane.chance.below(100);
    const kind = kinds.find(({ ofHundred }) => (drawn -= ofHundred) < 0)!;
    await kind.buy(lane);
    await wait(lane.chance.below(THOUGHT_MS));
  }
}
