import assert from "node:assert/strict";
import { leave, picture } from "../browser.ts";
import type { Buyer, Drop } from "../drop-story.ts";
import { until } from "../story.ts";
import { deskSays, PIECES, PRICE_FEN, sheetOf, yuan } from "./drop-plan.ts";
import { payAtProvider } from "./open-shop.ts";

const cashierOf = ({ page, words }: Buyer) => page.getByRole("dialog", { name: words.buy.cashier });

/** Agrees to the drop's price, wherever the order is confirmed. */
export async function agreeToPrice(buyer: Buyer): Promise<void> {
  const { page, words } = buyer;
  const lines = page.locator("dl").filter({ hasText: words.buy.goodsTotal });
  await until(
    () => lines.innerText(),
    (said) => said.includes(yuan(PRICE_FEN)),
    { what: "the drop's price among the price lines" },
  );
  await picture(page, `checkout-${buyer.name}-${buyer.language}`);
  await page.getByRole("button", { name: words.buy.submit, exact: true }).click();
}

/** From “your turn” to the cashier. Answers the order's id. */
export async function orderInRoom(buyer: Buyer): Promise<string> {
  const { words } = buyer;
  await sheetOf(buyer).getByRole("button", { name: words.drop.order, exact: true }).click();
  await agreeToPrice(buyer);
  await cashierOf(buyer).getByText(words.buy.timeLeft).waitFor();
  await picture(buyer.page, `cashier-${buyer.language}`);
  const { items } = await buyer.ask("listMyOrders", { tab: "to_pay" });
  assert.deepEqual(
    items.map(({ state, payableFen }) => [state, payableFen]),
    [["unpaid", PRICE_FEN]],
  );
  return items[0]!.id;
}

export async function payInRoom(buyer: Buyer): Promise<void> {
  const { page, words, context } = buyer;
  const opens = context.waitForEvent("page");
  await page.getByRole("button", { name: words.buy.payNow }).click();
  const provider = await opens;
  if (buyer.language === "en") await provider.getByRole("link", { name: "中文" }).click();
  await payAtProvider({ page: provider });
  await page.getByText(words.buy.paidTitle).first().waitFor({ timeout: 20_000 });
  await picture(page, `paid-${buyer.language}`);
  leave(provider);
  await page.getByRole("button", { name: words.buy.backToRoom }).click();
}

/** Leaves the cashier and cancels the order on its page, as somebody who has changed their mind. */
export async function giveUp(buyer: Buyer, orderId: string): Promise<void> {
  const { page, words } = buyer;
  await page.goto(`/orders/${orderId}`);
  await page.getByRole("button", { name: words.orders.deeds.cancel }).click();
  const asked = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await asked.getByRole("button", { name: words.orders.deeds.cancel }).click();
  await page.getByRole("heading", { name: words.orders.states.unpaid_closed }).waitFor({ timeout: 20_000 });
  await picture(page, `given-up-${buyer.language}`);
}

/** 6 · The last piece is taken and not paid for; given up, it goes back into the drop. */
export async function leaveUnpaid(drop: Drop): Promise<void> {
  const { second, third } = drop;
  const orderId = await orderInRoom(second);
  await deskSays(drop, { left: `0/${PIECES}`, unpaid: "1", paid: "1", waiting: "1" });
  await sheetOf(third).getByText(third.words.drop.possible).waitFor();
  assert.equal(await sheetOf(third).getByTestId("position").innerText(), "1", "the third has kept the place");
  await picture(third.page, `waiting-gone-${third.language}`);
  await giveUp(second, orderId);
}
