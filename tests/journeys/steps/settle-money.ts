import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import { type Story, until } from "../story.ts";
import { BOUGHT, PAID_FEN } from "./buy-in-room.ts";
import { movePast } from "./leave-unpaid.ts";

const DAY_SECONDS = 86_400;
const COMMISSION_BP = 1_000;

/** Webster's shares found the slow way, fen after fen to whoever is owed most: not the product's own arithmetic. */
function websterByHand(parts: readonly number[], total: number): number[] {
  const shares = parts.map(() => 0);
  for (let fen = 0; fen < total; fen++) {
    const owed = parts.map((part, n) => part / (2 * shares[n]! + 1));
    shares[owed.indexOf(Math.max(...owed))]! += 1;
  }
  return shares;
}

type Flow = { orderId: string | null; kind: string; fen: number; reason: Record<string, unknown> };
const sumOf = (flows: readonly Flow[], orderId: string, ...kinds: string[]): number =>
  flows.filter((flow) => flow.orderId === orderId && kinds.includes(flow.kind)).reduce((sum, { fen }) => sum + fen, 0);

/** 9 · After the tier's days the money lies where it belongs, to the fen; everybody has a line with its reason. */
export async function settleMoney(story: Story): Promise<void> {
  const { merchant, host, operator, shopId, orderId } = story;
  const shop = await merchant.ask("readMyShop", { shopId });
  const [bill] = (await merchant.ask("listShopBills", { shopId })).items.filter((one) => one.orderId === orderId);
  assert.deepEqual([bill?.state, bill?.paidFen], ["waiting", PAID_FEN]);
  await movePast(story, (bill!.days - 1) * DAY_SECONDS);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const early = (await merchant.ask("listShopBills", { shopId })).items.find((one) => one.orderId === orderId);
  assert.equal(early?.state, "waiting", "a day too early nothing is released");
  await movePast(story, DAY_SECONDS + 60);
  await until(
    async () => (await merchant.ask("listShopBills", { shopId })).items.find((one) => one.orderId === orderId)?.state,
    (state) => state === "released",
    { withinMs: 60_000, what: "the release" },
  );

  const baseFen = BOUGHT.goodsFen - BOUGHT.offFen;
  const parts = [COMMISSION_BP, shop.feeBp, 10_000 - COMMISSION_BP - shop.feeBp];
  const [commission, fee, rest] = websterByHand(parts, baseFen) as [number, number, number];
  const ofShop = await merchant.ask("readShopStatement", { shopId });
  const ofCreator = await host.ask("readMyStatement", {});
  const ofPlatform = await operator.ask("readPlatformStatement", {});
  assert.equal(sumOf(ofCreator.items, orderId, "commission"), commission);
  assert.equal(sumOf(ofPlatform.items, orderId, "fee"), fee);
  const shopSum = sumOf(ofShop.items, orderId, "income", "reserve", "fee", "commission");
  const kept = -sumOf(ofShop.items, orderId, "reserve");
  assert.equal(shopSum + kept, rest + BOUGHT.freightFen);
  assert.equal(commission + fee + rest + BOUGHT.freightFen, PAID_FEN, "to the fen");
  assert.deepEqual([ofShop.balances.dueFen, ofShop.balances.reserveFen], [shopSum, kept]);
  assert.equal(ofCreator.balances.dueFen, commission);
  assert.ok([...ofShop.items, ...ofCreator.items].every(({ reason }) => Object.keys(reason).length > 0));

  await merchant.page.goto("/staff/seller/money");
  await merchant.page.getByText("风险预留").first().waitFor();
  await picture(merchant.page, "seller-money");
  await host.page.goto("/staff/studio/earnings");
  await host.page
    .getByText(`¥${(commission / 100).toFixed(2)}`)
    .first()
    .waitFor();
  await picture(host.page, "studio-earnings");
}
