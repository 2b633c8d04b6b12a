import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { picture } from "../browser.ts";
import type { Buyer, Drop } from "../drop-story.ts";
import { until } from "../story.ts";
import { LIST_FEN, STOCK, TITLE } from "./drop-house.ts";

export const PRICE_FEN = 5_990;
export const PIECES = 2;
const MINUTES_BEFORE = 3;
const SECONDS = 300;
const CLOCK_SLACK_SECONDS = 3;

export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
export const cardOf = ({ page, words, language }: Buyer): Locator =>
  page.getByRole("region", { name: words.drop.card(TITLE[language]) });
export const sheetOf = ({ page, words }: Buyer): Locator => page.getByRole("dialog", { name: words.drop.sheet });
/** The one button of a drop, on its card in the room. */
export const deedOn = (buyer: Buyer, deed: string | RegExp): Locator =>
  cardOf(buyer).getByRole("button", typeof deed === "string" ? { name: deed, exact: false } : { name: deed });

export const dropRow = ({ host }: Drop) =>
  host.page.getByRole("list", { name: "限时秒杀" }).getByRole("listitem").first();
/** A figure of the desk's live counter, once it says so. */
export async function deskSays(drop: Drop, figures: Record<string, string>): Promise<void> {
  for (const [key, text] of Object.entries(figures))
    await until(
      () => dropRow(drop).locator(`[data-figure=${key}] dd`).innerText(),
      (said) => said === text,
      { withinMs: 20_000, what: `${text} as ${key} at the desk` },
    );
}

async function fillPlan({ host }: Drop): Promise<void> {
  const { page } = host;
  await page.getByRole("tab", { name: /^秒杀/ }).click();
  await page.getByRole("button", { name: "设秒杀" }).click();
  const plan = page.getByRole("dialog", { name: "设秒杀" });
  await plan.getByRole("combobox", { name: "商品" }).click();
  await page.getByTitle(`1 · ${TITLE.zh}`).click();
  await plan.getByText(`仓库可用 ${STOCK} 件`).waitFor();
  await plan.getByRole("spinbutton", { name: "秒杀价" }).fill(String(PRICE_FEN / 100));
  await plan.getByRole("spinbutton", { name: "总量" }).fill(String(PIECES));
  assert.equal(await plan.getByRole("spinbutton", { name: "每人限购" }).inputValue(), "1");
  await plan.getByRole("switch", { name: "先不公布价格（待开价）" }).click();
  await plan.getByRole("spinbutton", { name: "持续时间" }).fill(String(SECONDS));
  await picture(page, "desk-plan");
  await plan.getByRole("button", { name: "确认设置" }).click();
  await plan.waitFor({ state: "hidden" });
}

const secondsOf = (text: string): number => {
  const [seconds = 0, minutes = 0, hours = 0] = text.replaceAll(/\s/g, "").split(":").map(Number).toReversed();
  return hours * 3600 + minutes * 60 + seconds;
};

/** The page counts down by the server's clock, which here is a day ahead of the page's own. */
async function sameCountdown(drop: Drop, buyer: Buyer): Promise<void> {
  const timer = cardOf(buyer).getByRole("timer");
  await timer.getByText(buyer.words.drop.startsIn).waitFor();
  const { items, serverTime } = await drop.host.ask("listRoomDeals", { roomId: drop.roomId });
  const shown = secondsOf((await timer.innerText()).replace(buyer.words.drop.startsIn, ""));
  const left = (Date.parse(String(items[0]!.startsAt)) - Date.parse(String(serverTime))) / 1000;
  assert.ok(Math.abs(shown - left) <= CLOCK_SLACK_SECONDS, `${shown} s shown, ${left} s left`);
}

/** 2 · The drop stands at the desk and in the room, with a countdown and without its price. */
export async function planDrop(drop: Drop): Promise<void> {
  const { host, roomId, first, second } = drop;
  await second.page.goto(`/rooms/${roomId}`, { waitUntil: "commit" });
  await fillPlan(drop);
  await dropRow(drop)
    .getByText(`未开价（${yuan(PRICE_FEN)}）`)
    .waitFor();
  await deskSays(drop, { left: `${PIECES}/${PIECES}`, unpaid: "0", paid: "0", gmv: "¥0.00" });
  const { items } = await host.ask("listRoomDeals", { roomId });
  assert.deepEqual([items.length, items[0]!.state, items[0]!.pieces], [1, "scheduled", PIECES]);
  drop.dealId = items[0]!.id;
  await picture(host.page, "desk-planned");
  for (const buyer of [first, second]) {
    const card = cardOf(buyer);
    await card.getByText(buyer.words.drop.unpriced).waitFor();
    await card.getByText(buyer.words.drop.pieces(String(PIECES))).waitFor();
    assert.equal((await card.innerText()).includes("59.90"), false, "the price is nobody's yet");
    await sameCountdown(drop, buyer);
    await picture(buyer.page, `hidden-${buyer.language}`);
  }
  const seen = (await first.ask("readRoom", { roomId })).deals[0]!;
  assert.deepEqual([seen.priceFen, seen.listFen, seen.isOn], [null, LIST_FEN, false]);
  assert.ok(Date.parse(String(seen.startsAt)) > Date.now() + MINUTES_BEFORE * 60_000, "a day ahead of this machine");
  for (const buyer of [first, second]) {
    await deedOn(buyer, buyer.words.drop.soon).click();
    await sheetOf(buyer).getByText(buyer.words.drop.startsHint).waitFor();
    await picture(buyer.page, `sheet-soon-${buyer.language}`);
  }
}

/** 3 · Everybody sees the price at once, then the start. */
export async function revealAndStart(drop: Drop): Promise<void> {
  const { first, second } = drop;
  const row = dropRow(drop);
  await row.getByRole("button", { name: /^开\s?价$/ }).click();
  for (const buyer of [first, second]) {
    await sheetOf(buyer).getByText(yuan(PRICE_FEN)).first().waitFor();
    await picture(buyer.page, `sheet-revealed-${buyer.language}`);
  }
  await row.getByRole("button", { name: "立即开抢" }).click();
}
