import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { leave, picture } from "../browser.ts";
import type { Person } from "../persons.ts";
import { type Story, until } from "../story.ts";
import { picturePlays } from "../video.ts";
import { payAtProvider } from "./open-shop.ts";
import { shelfRow } from "./run-desk.ts";
import { PRICES, STOCK, TITLES } from "./sell-product.ts";

/** Longjing, 50 g; the coupon; the freight below 99 yuan. */
export const BOUGHT = { goodsFen: PRICES[2]!, offFen: 333, freightFen: 800 };
export const PAID_FEN = BOUGHT.goodsFen - BOUGHT.offFen + BOUGHT.freightFen;
const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** The sheet of options, up to the order that is to be agreed to. */
export async function chooseOptions(page: Page, taste: string, size: string): Promise<void> {
  const options = page.getByRole("dialog", { name: "选择规格" });
  await options.getByRole("button", { name: taste }).click();
  await options.getByRole("button", { name: size }).click();
  await options.getByText(`已选 ${taste} · ${size}`).waitFor();
  await picture(page, "options");
  await options.getByRole("button", { name: "立即购买" }).click();
}

/** Writes an address: pasted as a whole and recognised, its district chosen anew from the cascader. */
export async function writeAddress({ page }: Person, phone: string): Promise<void> {
  await page.getByRole("button", { name: /请添加收货地址/ }).click();
  const sheet = page.getByRole("dialog", { name: "新增收货地址" });
  const pasted = `林晓舟 ${phone} 浙江省杭州市西湖区文三路虚拟园区8幢602室`;
  await sheet.getByRole("textbox", { name: "粘贴整段收件信息" }).fill(pasted);
  await sheet.getByRole("button", { name: "识别并填写" }).click();
  await sheet.getByText(/已识别/).waitFor();
  assert.equal(await sheet.getByRole("textbox", { name: "收货人" }).inputValue(), "林晓舟");
  assert.match(await sheet.getByRole("textbox", { name: "详细地址" }).inputValue(), /文三路虚拟园区8幢602室/);
  await sheet.getByRole("button", { name: /浙江省 杭州市 西湖区/ }).click();
  const regions = page.getByRole("dialog", { name: "请选择所在地区" });
  await regions.getByRole("button", { name: "滨江区", exact: true }).click();
  await sheet.getByRole("button", { name: /浙江省 杭州市 滨江区/ }).waitFor();
  await picture(page, "address");
  await sheet.getByRole("button", { name: "保存地址" }).click();
  await sheet.waitFor({ state: "hidden" });
}

async function agree({ page }: Person): Promise<void> {
  const order = page.getByRole("dialog", { name: "确认订单" });
  const lines = order.locator("dl");
  for (const text of [yuan(BOUGHT.goodsFen), `-${yuan(BOUGHT.offFen)}`, yuan(BOUGHT.freightFen), yuan(PAID_FEN)])
    await until(
      async () => (await lines.innerText()).replaceAll("−", "-"),
      (said) => said.includes(text),
      { what: `${text} among the price lines` },
    );
  await picture(page, "checkout");
  await order.getByRole("button", { name: "提交订单" }).dblclick();
  await page.getByRole("dialog", { name: "收银台" }).getByText("剩余支付时间").waitFor();
  await picture(page, "cashier");
}

/** 6 · Buys without leaving the room; two taps make one order; paid by the provider's own page; everybody sees it. */
export async function buyInRoom(story: Story): Promise<void> {
  const { buyer, other, host, stage, roomId } = story;
  const { page } = buyer;
  await page.getByRole("button", { name: "购物袋，2 件商品" }).click();
  await page
    .getByRole("button", { name: /^领取优惠券/ })
    .first()
    .click();
  await page.getByText("领取成功，下单时自动使用").waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("pinned").getByText("去抢购").click();
  await chooseOptions(page, "龙井", "50 克");
  await writeAddress(buyer, "13700030001");
  await agree(buyer);

  const toProvider = buyer.context.waitForEvent("page");
  await page.getByRole("button", { name: "去支付" }).click();
  const providerPage = await toProvider;
  await providerPage.getByRole("heading", { name: "付款给" }).waitFor();
  await picture(providerPage, "provider-pay");
  const bought = other.page.locator("[data-what=paid]").waitFor({ timeout: 20_000 });
  await payAtProvider({ page: providerPage });
  await page.getByText("支付成功").first().waitFor({ timeout: 20_000 });
  await bought;
  await picture(other.page, "room-notice");
  await picture(page, "paid");
  leave(providerPage);
  await page.getByRole("button", { name: "回到直播间" }).click();
  await shelfRow(host.page, TITLES[0])
    .getByText(`库存 ${4 * STOCK - 1}`)
    .waitFor();
  assert.equal((await other.ask("readRoom", { roomId })).shelf[0]!.available, 4 * STOCK - 1);
  await knownByTheOrder(story);
  assert.equal((await picturePlays(page)).mark, "before signing in", "the room has played on");
  assert.equal(new URL(page.url()).origin, stage.url);
}

async function knownByTheOrder(story: Story): Promise<void> {
  const { buyer, host, roomId } = story;
  const { items } = await buyer.ask("listMyOrders", {});
  assert.equal(items.length, 1, "two taps make one order");
  story.orderId = items[0]!.id;
  const order = await buyer.ask("readOrder", { orderId: story.orderId });
  assert.deepEqual([order.state, order.payableFen], ["to_ship", PAID_FEN]);
  const { me } = await host.ask("whoAmI", {});
  const { scene, channel, roomId: from, creatorId, pinId } = order.source;
  assert.deepEqual([scene, from, creatorId], ["live", roomId, me!.id]);
  assert.ok(pinId !== null && channel.length > 0, "the pin and the channel stand on the order");
}
