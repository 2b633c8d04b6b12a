import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import { type Story, until } from "../story.ts";
import { availableNow, movePast, placeFromPage } from "./leave-unpaid.ts";
import { payAtProvider } from "./open-shop.ts";
import { agreeToRefund } from "./staff-deeds.ts";

/** After an hour a refund is the merchant's to decide. */
const HOUR_SECONDS = 3_660;

/** 10 · Another buyer wants the money back before shipping; the merchant agrees; escrow empties, stock returns. */
export async function refundOrder(story: Story): Promise<void> {
  const { other, merchant, shopId, stage } = story;
  const { page } = other;
  const before = await availableNow(story);
  const orderId = await placeFromPage(story, "茉莉", "50 克", false);
  await page.getByRole("button", { name: "去支付" }).click();
  await page.waitForURL(`${stage.sandboxUrl}/**`);
  await payAtProvider(other);
  await page.waitForURL(`${stage.url}/**`);
  await page.getByText("支付成功").first().waitFor({ timeout: 20_000 });
  await picture(page, "paid-page");
  const { state, payableFen } = await other.ask("readOrder", { orderId });
  assert.equal(state, "to_ship");
  await movePast(story, HOUR_SECONDS);

  await page.goto(`/orders/${orderId}`);
  await page
    .getByRole("link", { name: "申请退款" })
    .or(page.getByRole("button", { name: "申请退款" }))
    .first()
    .click();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("radio", { name: "不想要了" }).check();
  await picture(page, "refund-reason");
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.getByText("等待商家处理").first().waitFor();
  await picture(page, "case-open");
  const [open] = (await merchant.ask("listShopCases", { shopId, open: "true" })).items;
  assert.deepEqual([open?.orderId, open?.fen], [orderId, payableFen]);
  await agreeToRefund(merchant, orderId);

  await until(
    async () => (await other.ask("readCase", { caseId: open!.id })).state,
    (now) => now === "MERCHANT_REFUND_SUCCESS",
    { withinMs: 30_000, what: "the money's return" },
  );
  await page.reload();
  await page.getByText("退款完成").first().waitFor();
  await picture(page, "case-done");
  const done = await other.ask("readOrder", { orderId });
  assert.deepEqual([done.state, done.refundedFen], ["all_refunded", payableFen]);
  const [held] = await stage.rows<{ fen: string }>(
    `select coalesce(sum(case when to_account = $1 then fen else -fen end), 0)::text as fen
       from ledger.transfers where $1 in (from_account, to_account)`,
    `held:order:${orderId}`,
  );
  assert.equal(held!.fen, "0", "nothing is left in escrow");
  assert.equal(await availableNow(story), before, "the stock is there again");
}
