import type { Page } from "playwright-core";
import { picture } from "../browser.ts";
import type { Person } from "../persons.ts";

/** A button of two letters is drawn with a space between them. */
const named = (text: string): RegExp => new RegExp(`^${[...text].join("\\s?")}$`);
const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

async function confirmIn(page: Page, name: string): Promise<void> {
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: named(name) })
    .click();
  await page.getByText("审核结果已保存，商家会收到通知").first().waitFor();
}

/** Looks at the application with its papers, then approves. */
export async function approveShop({ page }: Person, shop: string): Promise<void> {
  await page.goto("/staff/console/shops");
  await row(page, shop)
    .getByRole("button", { name: named("审核") })
    .click();
  const papers = page.getByRole("dialog", { name: shop });
  await papers.getByRole("button", { name: "查看大图" }).waitFor();
  await picture(page, "console-shop");
  await papers.getByRole("button", { name: named("通过") }).click();
  await confirmIn(page, "通过");
}

async function openAudit(page: Page, title: string) {
  await page.goto("/staff/console/audits");
  await row(page, title)
    .getByRole("button", { name: named("审核") })
    .click();
  return page.getByRole("dialog").filter({ hasText: title }).first();
}

export async function rejectProduct({ page }: Person, title: string, reason: string): Promise<void> {
  const draft = await openAudit(page, title);
  await picture(page, "console-audit");
  await draft.getByRole("button", { name: named("驳回") }).click();
  const why = page
    .getByRole("dialog")
    .filter({ has: page.getByRole("textbox", { name: "原因" }) })
    .last();
  await why.getByRole("textbox", { name: "原因" }).fill(reason);
  await why
    .getByRole("button", { name: named("驳回") })
    .last()
    .click();
  await page.getByText("审核结果已保存，商家会收到通知").first().waitFor();
}

export async function approveProduct({ page }: Person, title: string): Promise<void> {
  const draft = await openAudit(page, title);
  await draft.getByRole("button", { name: named("通过") }).click();
  await confirmIn(page, "通过");
}

export async function shipByHand({ page }: Person, orderId: string, waybill: string): Promise<void> {
  await page.goto("/staff/seller/orders");
  await picture(page, "seller-orders");
  await row(page, orderId)
    .getByRole("button", { name: named("发货") })
    .click();
  const form = page.getByRole("dialog").filter({ hasText: "填写运单" });
  await form.getByRole("combobox", { name: "快递公司" }).click();
  await page.getByTitle(/顺丰/).first().click();
  await form.getByRole("textbox", { name: "运单号" }).fill(waybill);
  await picture(page, "seller-ship");
  await form.getByRole("button", { name: named("发货") }).click();
  await page.getByText("已发货").first().waitFor();
  await form.waitFor({ state: "hidden" });
}

export async function agreeToRefund({ page }: Person, orderId: string): Promise<void> {
  await page.goto("/staff/seller/cases");
  await row(page, orderId)
    .getByRole("button", { name: /同\s?意/ })
    .click();
  await picture(page, "seller-case");
  const asked = page.getByRole("dialog").last();
  await asked.getByRole("button", { name: /同\s?意/ }).click();
  await asked.waitFor({ state: "hidden" });
}
