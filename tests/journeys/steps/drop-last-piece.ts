import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import type { Drop } from "../drop-story.ts";
import { agreeToPrice, orderInRoom, payInRoom } from "./drop-buy.ts";
import { cardOf, deedOn, deskSays, PIECES, PRICE_FEN, sheetOf } from "./drop-plan.ts";
import { payAtProvider } from "./open-shop.ts";

/** 7 · What came back goes to who is next in the line, and is paid; who comes later finds it gone and waits. */
export async function passTheLast(drop: Drop): Promise<void> {
  const { third, fourth, skuId, dealId, roomId } = drop;
  await sheetOf(third).getByText(third.words.drop.admittedTitle).waitFor({ timeout: 20_000 });
  const orderId = await orderInRoom(third);
  await deskSays(drop, { left: `0/${PIECES}`, unpaid: "1", paid: "1" });
  // While it is unpaid it may come back, and then it is the line's.
  assert.equal(await fourth.refusal("joinWaits", { skuId, dealId }), "inventory.has_line");
  await payInRoom(third);
  await deskSays(drop, { left: `0/${PIECES}`, unpaid: "0", paid: "2" });

  const { words, page } = fourth;
  await page.goto(`/rooms/${roomId}`, { waitUntil: "commit" });
  await cardOf(fourth).getByText(words.drop.allTaken, { exact: true }).waitFor();
  await picture(page, `gone-${fourth.language}`);
  await deedOn(fourth, words.drop.goneWait).click();
  const sheet = sheetOf(fourth);
  await sheet.getByRole("heading", { name: words.drop.goneTitle }).waitFor();
  await sheet.getByRole("button", { name: words.drop.wait, exact: true }).click();
  await sheet.getByText(words.drop.waiting(0)).waitFor();
  await picture(page, `on-waitlist-${fourth.language}`);
  const { items } = await fourth.ask("listMyWaits", { skuId });
  assert.deepEqual(
    items.map(({ dealId, state, ahead }) => [dealId, state, ahead]),
    [[drop.dealId, "waiting", 0]],
  );
  await page.keyboard.press("Escape");
  await third.ask("openCase", { orderId, reason: "NO_LONGER_WANT" });
}

/** 8 · The piece that a refund brought back is held for who waited, said over the room, and bought at the drop's price. */
export async function sellTheLast(drop: Drop): Promise<void> {
  const { fourth, stage, dealId } = drop;
  const { words, page } = fourth;
  const banner = page.getByRole("alert", { name: words.drop.offered });
  await banner.waitFor({ timeout: 30_000 });
  await banner.getByRole("timer").waitFor();
  await picture(page, `offered-${fourth.language}`);
  await banner.getByRole("button", { name: words.drop.takeOffer }).click();
  await page.waitForURL(/\/checkout\?.*wait=/);
  await page.getByText(words.drop.offerUntil).waitFor();
  await agreeToPrice(fourth);
  await page.waitForURL(/\/pay\/\d+/);
  await page.getByRole("button", { name: words.buy.payNow }).click();
  await page.waitForURL(`${stage.sandboxUrl}/**`);
  if (fourth.language === "en") await page.getByRole("link", { name: "中文" }).click();
  await payAtProvider(fourth);
  await page.waitForURL(`${stage.url}/**`);
  await page.getByText(words.buy.paidTitle).first().waitFor({ timeout: 20_000 });
  await picture(page, `paid-offer-${fourth.language}`);
  const { items } = await fourth.ask("listMyOrders", {});
  assert.deepEqual(
    items.map(({ state, payableFen }) => [state, payableFen]),
    [["to_ship", PRICE_FEN]],
  );
  const waits = (await fourth.ask("listMyWaits", {})).items;
  assert.deepEqual(
    waits.map((wait) => [wait.dealId, wait.state]),
    [[dealId, "taken"]],
  );
}
