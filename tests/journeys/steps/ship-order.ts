import assert from "node:assert/strict";
import { leave, picture } from "../browser.ts";
import { type Story, until } from "../story.ts";
import { shipByHand } from "./staff-deeds.ts";

const WAYBILL = "SF1400000000001";

/** 8 · Shipped with carrier and number; the carrier tells of the way; the buyer sees it and confirms. */
export async function shipOrder(story: Story): Promise<void> {
  const { merchant, buyer, shopId, orderId, stage } = story;
  const { page } = buyer;
  await shipByHand(merchant, orderId, WAYBILL);
  assert.equal(
    await merchant.refusal("shipParcel", { shopId, orderId, carrier: "SF", waybillNo: `${WAYBILL}2` }),
    "fulfilment.over_ship",
  );
  await page.goto(`/orders/${orderId}`);
  await page.getByRole("heading", { name: "待收货" }).waitFor();
  await page.getByText(WAYBILL).waitFor();

  const carrier = await merchant.context.newPage();
  await carrier.goto(`${stage.sandboxUrl}/carrier`);
  await carrier.getByText(WAYBILL).first().waitFor();
  await picture(carrier, "carrier");
  for (const deed of ["已揽收", "运输中", "派送中", "已签收"]) {
    const button = carrier.getByRole("button", { name: new RegExp(deed) });
    if (await button.isEnabled()) await button.click();
  }
  leave(carrier);
  await until(
    async () => (await buyer.ask("listParcels", { orderId })).items[0]!,
    ({ state, scans }) => state === "signed" && scans.length >= 4,
    { what: "the carrier's word that it was signed for" },
  );
  await page.reload();
  await page.getByRole("region", { name: "物流信息" }).getByText("已签收").first().waitFor();
  await picture(page, "order-signed");
  await page.getByRole("button", { name: "确认收货" }).click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: "确认收货" }).click();
  await page.getByRole("heading", { name: "交易完成" }).waitFor();
  await page.getByText("来自直播间 · 小江爱喝茶").waitFor();
  await picture(page, "order-done");
}
