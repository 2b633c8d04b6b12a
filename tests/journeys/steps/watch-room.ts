import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { leave, picture } from "../browser.ts";
import { type Person, signInOnSheet } from "../persons.ts";
import { type Story, timed, until } from "../story.ts";
import { lookAtVideo, markVideo, picturePlays } from "../video.ts";
import { STOCK, TITLES } from "./sell-product.ts";

const PICTURE_SLACK_MS = 4_000;
const CHAT_SLACK_MS = 1_500;

const QUESTION = "第一次来，茶香吗？";
const ANSWER = "香得很，今天开园头采";

const talk = (page: Page) => page.getByRole("log", { name: "弹幕" });

async function say({ page }: Person, text: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "说点什么…" });
  if (!(await field.isVisible())) await page.getByRole("button", { name: "说点什么…" }).click();
  await field.fill(text);
  await page.keyboard.press("Enter");
}

async function arrive({ buyer, roomId, say: tell }: Story): Promise<void> {
  const { page } = buyer;
  const pictureMs = await timed(async () => {
    await page.goto(`/rooms/${roomId}`, { waitUntil: "commit" });
    await picturePlays(page);
  });
  tell(`picture ${pictureMs} ms after opening (promised 2000)`);
  assert.ok(pictureMs < 2_000 + PICTURE_SLACK_MS, `picture after ${pictureMs} ms`);
  const { behindSeconds } = await until(
    () => lookAtVideo(page),
    (seen) => seen.behindSeconds < 3,
    { what: "a picture at most 3 s behind what has arrived" },
  );
  tell(`the picture is ${behindSeconds.toFixed(1)} s behind what has arrived`);
  const pinned = page.getByTestId("pinned");
  await pinned.getByText(TITLES[0]).waitFor();
  await pinned.getByText("讲解中").waitFor();
  await page.getByRole("button", { name: "购物袋，2 件商品" }).click();
  const bag = page.getByRole("dialog", { name: "全部商品 2" });
  assert.match(await bag.getByRole("listitem").first().innerText(), /1[\s\S]*山前春茶/);
  await picture(page, "room-bag");
  await page.keyboard.press("Escape");
  await until(
    async () => Number(/\d+/.exec(await page.getByTestId("viewers").innerText())?.[0] ?? 0),
    (viewers) => viewers >= 1,
    { what: "a viewer" },
  );
  for (let n = 0; n < 3; n++) await page.getByRole("button", { name: "点赞" }).click();
  await page.getByText("3本场点赞").waitFor();
}

async function signInWithoutLeaving({ buyer, stage }: Story): Promise<void> {
  const { page } = buyer;
  await markVideo(page, "before signing in");
  await page.getByRole("button", { name: "说点什么…" }).click();
  await page.getByRole("dialog", { name: "登录后继续" }).waitFor();
  await picture(page, "room-sign-in");
  await signInOnSheet(buyer, stage);
  await page.getByRole("textbox", { name: "说点什么…" }).waitFor();
  assert.equal((await picturePlays(page)).mark, "before signing in", "the room has played on");
}

async function chat(story: Story): Promise<void> {
  const { buyer, other, host, say: tell, roomId } = story;
  await other.page.goto(`/rooms/${roomId}`);
  await talk(other.page).getByText("还没有人说话，来打个招呼吧").waitFor();
  await say(buyer, QUESTION);
  const heardMs = await timed(() => talk(other.page).getByText(QUESTION).waitFor());
  tell(`a message was seen by another visitor after ${heardMs} ms (promised 500)`);
  assert.ok(heardMs < 500 + CHAT_SLACK_MS, `seen after ${heardMs} ms`);

  const asked = host.page.getByRole("list", { name: "评论" }).getByRole("listitem").filter({ hasText: QUESTION });
  await asked.hover();
  await asked.getByRole("button", { name: "回复" }).click();
  await host.page.getByRole("textbox", { name: "以主播身份说点什么" }).fill(ANSWER);
  await host.page.keyboard.press("Enter");
  await talk(buyer.page).locator("p").filter({ hasText: ANSWER }).getByText("主播").waitFor();
  await picture(buyer.page, "room-chat");
}

/** Who comes late, here on a wide screen, sees what is explained, its price and stock, and what was said. */
async function comeLate({ merchant, roomId }: Story): Promise<void> {
  const page = await merchant.context.newPage();
  await page.goto(`/rooms/${roomId}`);
  for (const text of [QUESTION, ANSWER]) await talk(page).getByText(text).waitFor();
  const pinned = page.getByTestId("pinned");
  await pinned.getByText(TITLES[0]).waitFor();
  assert.match((await pinned.innerText()).replaceAll(/\s/g, ""), /¥29\.99/);
  await picture(page, "room-wide");
  leave(page);
  assert.equal((await merchant.ask("readRoom", { roomId })).shelf[0]!.available, 4 * STOCK);
}

async function silence({ buyer, other, host, roomId }: Story): Promise<void> {
  await say(buyer, "这是假货吧");
  await until(
    async () => {
      const said = await buyer.page.getByRole("alert").first().innerText();
      if (said.includes("太快")) await buyer.page.keyboard.press("Enter"); // a new account speaks every ten seconds
      return said;
    },
    (said) => !said.includes("太快"),
    { what: "the word filter's refusal" },
  );
  assert.equal(await talk(other.page).getByText("假货").count(), 0);
  await buyer.page.getByRole("textbox", { name: "说点什么…" }).fill("");
  const row = host.page.getByRole("list", { name: "评论" }).getByRole("listitem").filter({ hasText: QUESTION });
  await row.hover();
  await row.getByRole("button", { name: "禁言10分钟" }).click();
  await buyer.page.keyboard.press("Escape");
  await buyer.page.getByText("你已被禁言").first().waitFor();
  assert.equal(await buyer.refusal("sendMessage", { roomId, text: "还在吗" }), "live.muted");
  const { items } = await host.ask("listSilences", { roomId });
  await host.ask("liftSilence", { roomId, muteId: items[0]!.id });
  await buyer.page.getByRole("button", { name: "说点什么…" }).waitFor();
}

/** The other visitor's line is cut and comes back: nothing is lost, nothing is shown twice. */
async function comeBack({ other, host, roomId, lines }: Story): Promise<void> {
  const texts = ["断线时说的一", "断线时说的二", "断线时说的三"];
  await lines.cut();
  for (const text of texts) await host.ask("sendMessage", { roomId, text });
  await lines.mend();
  await talk(other.page).getByText(texts[2]!).waitFor({ timeout: 30_000 });
  const seen = await talk(other.page).locator("p").allInnerTexts();
  for (const text of [...texts, QUESTION, ANSWER])
    assert.equal(seen.filter((line) => line.includes(text)).length, 1, `${text} stands there once`);
}

/** 5 · A visitor who is not signed in watches, signs in without losing the room, talks; who comes late sees all. */
export async function watchRoom(story: Story): Promise<void> {
  await arrive(story);
  await signInWithoutLeaving(story);
  await chat(story);
  await comeLate(story);
  await silence(story);
  await comeBack(story);
  await picture(story.buyer.page, "room");
}
