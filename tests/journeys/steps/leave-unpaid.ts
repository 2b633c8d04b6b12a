import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import { type Story, until } from "../story.ts";
import { chooseOptions, writeAddress } from "./buy-in-room.ts";
import { STOCK } from "./sell-product.ts";
import { signInOnSheet } from "../persons.ts";

const PAY_MINUTES = 15;

export const movePast = ({ operator }: Story, seconds: number) => operator.ask("moveClock", { seconds });
export const availableNow = async ({ buyer, productId }: Story): Promise<number> =>
  (await buyer.ask("readProduct", { productId })).available;

/** From the product's page to the cashier. Answers the order's id. */
export async function placeFromPage(story: Story, taste: string, size: string, isFirst: boolean): Promise<string> {
  const { other, productId, stage } = story;
  const { page } = other;
  await page.goto(`/products/${productId}`);
  await page.getByRole("button", { name: "立即购买" }).click();
  await chooseOptions(page, taste, size);
  if (isFirst) {
    await signInOnSheet(other, stage);
    await writeAddress(other, "13700030002");
  }
  await page.getByRole("button", { name: "提交订单" }).click();
  await page.waitForURL(/\/pay\/\d+/);
  await page.getByText("剩余支付时间").waitFor();
  const { items } = await other.ask("listMyOrders", { tab: "to_pay" });
  return items[0]!.id;
}

/** 7 · Who does not pay within fifteen minutes has no order, and the stock is there again. */
export async function leaveUnpaid(story: Story): Promise<void> {
  const { other } = story;
  const { page } = other;
  const before = await availableNow(story);
  assert.equal(before, 4 * STOCK - 1);
  const orderId = await placeFromPage(story, "茉莉", "200 克", true);
  await picture(page, "cashier-page");
  assert.equal(await availableNow(story), before - 1, "the stock is held meanwhile");
  await movePast(story, PAY_MINUTES * 60 + 5);
  await until(
    async () => (await other.ask("readOrder", { orderId })).state,
    (state) => state === "unpaid_closed",
    { withinMs: 40_000, what: "the closing of the order" },
  );
  await until(
    () => availableNow(story),
    (available) => available === before,
    { what: "the stock's return" },
  );
  await page.goto(`/orders/${orderId}`);
  await page.getByRole("heading", { name: "已关闭" }).waitFor();
  await picture(page, "order-closed");
}
