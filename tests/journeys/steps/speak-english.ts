import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { leave, picture } from "../browser.ts";
import { openPerson, type Person } from "../persons.ts";
import { type Story, until } from "../story.ts";

/** What people wrote stays as they wrote it; everything else on an English page is English. */
const WRITTEN =
  /山前茶铺|山前春茶 头采|山前红茶小罐|春茶开园第一场|小江爱喝茶|满 99 包邮|开业立减|用户\d+|江\S*|林晓舟|浙江省|杭州市|滨江区|文三路虚拟园区8幢602室|中文|清明前采摘|茉莉|龙井|集市|小\*+/g;
/** The first letter of a name, where there is no portrait; what a carrier wrote into its scans. */
const DRAWN = /^[\u3400-\u9fff]$|^仓库$/gm;
const CHINESE = /[\u3400-\u9fff]+/g;
/** A key shows as it is written in the catalogues: two lower-case words and a dot; values that were not there. */
const RAW = /\b(?:undefined|NaN|Invalid Date|\[object Object\])\b|\b[a-z]+(?:-[a-z]+)?\.[a-z]+[A-Z]\w+\b/g;

const textOf = (page: Page): Promise<string> => page.locator("body").innerText();

async function read(page: Page, path: string, name: string): Promise<string[]> {
  await page.goto(path);
  await until(
    async () => (await textOf(page)).trim().length,
    (length) => length > 40,
    { what: `the text of ${path}` },
  );
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  const text = await textOf(page);
  await picture(page, `english-${name}`);
  const chinese = text.replaceAll(WRITTEN, "").replaceAll(DRAWN, "").match(CHINESE) ?? [];
  return [...chinese, ...(text.match(RAW) ?? [])].map((found) => `${path}: ${found}`);
}

async function takeOver(from: Person, to: Person): Promise<void> {
  const cookies = await from.context.cookies();
  await to.context.addCookies(cookies.filter(({ name }) => name !== "lang"));
}

/** The main pages in English, with the sessions of the people of the story. */
export async function speakEnglish(story: Story): Promise<void> {
  const { browser, stage, faults, buyer, host, merchant, roomId, productId, orderId, shopId } = story;
  const english = (phone: string, size: "phone" | "desk") =>
    openPerson(browser, stage, { phone, size, language: "en", faults });
  const found: string[] = [];
  const visit = async (who: Person, size: "phone" | "desk", paths: Record<string, string>) => {
    const reader = await english(who.phone, size);
    await takeOver(who, reader);
    for (const [name, path] of Object.entries(paths)) found.push(...(await read(reader.page, path, name)));
    leave(reader.context);
  };
  await visit(buyer, "phone", {
    home: "/",
    product: `/products/${productId}`,
    shop: `/shops/${shopId}`,
    room: `/rooms/${roomId}`,
    orders: "/orders",
    order: `/orders/${orderId}`,
    me: "/me",
    notices: "/me/notices",
    addresses: "/me/addresses",
  });
  await visit(host, "desk", {
    studio: "/staff/studio",
    offers: "/staff/studio/offers",
    summary: `/staff/studio/rooms/${roomId}/summary`,
    earnings: "/staff/studio/earnings",
  });
  await visit(merchant, "desk", { seller: "/staff/seller", money: "/staff/seller/money" });
  assert.deepEqual(found, []);
}
