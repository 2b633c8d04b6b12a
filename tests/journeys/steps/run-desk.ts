import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { picture } from "../browser.ts";
import { signInAtDesk } from "../persons.ts";
import { type Story, timed, until } from "../story.ts";
import { TITLES } from "./sell-product.ts";

const SLACK_MS = 1_500;

export const shelfRow = (page: Page, title: string) =>
  page.getByRole("list", { name: "购物袋" }).getByRole("listitem", { name: title });
const pinnedNow = (page: Page, text: string | RegExp) => page.getByRole("status").getByText(text).first();

async function orderShelf({ host, roomId }: Story): Promise<void> {
  const { page } = host;
  const before = (await host.ask("readDesk", { roomId })).shelf.map(({ titleZh }) => titleZh);
  assert.deepEqual(before, [...TITLES]);
  await shelfRow(page, TITLES[0]).getByRole("button", { name: "讲解" }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  const moved = await until(
    async () => (await host.ask("readDesk", { roomId })).shelf,
    (shelf) => shelf[0]?.titleZh === TITLES[1],
    { what: "the new order" },
  );
  assert.deepEqual(
    moved.map(({ number }) => number),
    [2, 1],
    "a product keeps the number that the host calls it by",
  );
  await shelfRow(page, TITLES[0]).getByRole("button", { name: "讲解" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.getByRole("listitem", { name: `1号 ${TITLES[0]}` }).waitFor();
}

async function pinAndUnpin({ host }: Story): Promise<void> {
  const { page } = host;
  const row = shelfRow(page, TITLES[1]);
  await row.getByText("¥45.00").waitFor();
  await row.getByText("库存 50").waitFor();
  await row.getByRole("button", { name: "讲解", exact: true }).click();
  await pinnedNow(page, `正在讲解 2号 ${TITLES[1]}`).waitFor();
  await row.getByRole("button", { name: "取消讲解" }).click();
  await pinnedNow(page, "现在没有讲解商品").waitFor();
}

async function secondOperator(story: Story): Promise<void> {
  const { host, moderator, stage, say, roomId } = story;
  const { page } = host;
  await signInAtDesk(moderator, stage, "/staff/studio");
  await page.getByRole("button", { name: "评论管理" }).click();
  await page.getByRole("tab", { name: "房管" }).click();
  await page.getByRole("textbox", { name: "对方手机号" }).fill(moderator.phone);
  await page.getByRole("button", { name: "添加房管" }).click();
  await page
    .getByText(/已成为房管/)
    .first()
    .waitFor();
  await picture(page, "desk-moderators");
  await moderator.page.goto(`/staff/studio/rooms/${roomId}`);
  await moderator.page.getByText("房管视角").waitFor();
  await blockWord(page);
  await shelfRow(page, TITLES[0]).getByRole("button", { name: "讲解", exact: true }).click();
  const seenMs = await timed(() => pinnedNow(moderator.page, `正在讲解 1号 ${TITLES[0]}`).waitFor());
  say(`the second operator saw the pin after ${seenMs} ms (promised 1000)`);
  assert.ok(seenMs < 1_000 + SLACK_MS, `seen after ${seenMs} ms`);
  await picture(moderator.page, "desk-of-moderator");
}

async function blockWord(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "屏蔽词" }).click();
  await page.getByRole("combobox", { name: "屏蔽词" }).fill("假货");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "保存屏蔽词" }).click();
  await page.getByText("屏蔽词已保存").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "屏蔽词" }).waitFor({ state: "hidden" });
}

/** 4 · At the desk: order, numbers, pin and unpin, price and stock; two operators see each other within a second. */
export async function runDesk(story: Story): Promise<void> {
  await orderShelf(story);
  await pinAndUnpin(story);
  await secondOperator(story);
  const activities = story.moderator.page.getByRole("list", { name: "动态" });
  await activities
    .getByText(/开始讲解/)
    .first()
    .waitFor();
}
