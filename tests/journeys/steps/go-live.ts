import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import { inventedIdNumber, signInAtDesk } from "../persons.ts";
import { coloured } from "../pictures.ts";
import { clipShape, push } from "../push.ts";
import { TITLES } from "./sell-product.ts";
import { type Story, timed, until } from "../story.ts";

/** What a busy machine may take longer than the promise; the figure itself is always printed. */
const SLACK_MS = 4_000;

async function becomeCreator({ host, stage }: Story): Promise<void> {
  const { page } = host;
  await signInAtDesk(host, stage, "/staff/studio");
  await page.goto("/staff/studio/creator");
  await page.getByRole("textbox", { name: "真实姓名" }).fill("江晚");
  await page.getByRole("textbox", { name: "身份证号" }).fill(inventedIdNumber(2));
  await page.getByRole("button", { name: "提交认证" }).click();
  await page.getByText("已通过实名与刷脸核验").waitFor();
  await page.getByRole("textbox", { name: "达人名称" }).fill("小江爱喝茶");
  await picture(page, "creator");
  await page.getByRole("button", { name: "开通达人" }).click();
  await page.getByText("达人身份已开通，可以选品和开播了").waitFor();
}

async function openRoom(story: Story): Promise<void> {
  const { page } = story.host;
  await page.goto("/staff/studio/offers");
  for (const title of TITLES) {
    const offer = page.getByRole("listitem", { name: title });
    await offer.getByText("佣金 10%").waitFor();
    await offer.getByRole("button", { name: "加入橱窗" }).click();
    await offer.getByText("已在橱窗").waitFor();
  }
  await picture(page, "offers");

  await page.goto("/staff/studio/rooms/new");
  await page.getByRole("textbox", { name: "直播标题" }).fill("春茶开园第一场");
  await page.locator("input[type=file]").setInputFiles(await coloured("cover", { width: 900, height: 1200 }));
  for (const title of TITLES)
    await page.getByRole("listitem", { name: title }).getByRole("button", { name: "选择" }).click();
  await page.getByText("已选 2 件").waitFor();
  await picture(page, "new-room");
  await page.getByRole("button", { name: "创建直播间", exact: true }).click();
  await page.waitForURL(/\/staff\/studio\/rooms\/\d+$/);
  story.roomId = /rooms\/(\d+)$/.exec(page.url())![1]!;
}

async function takeKey(story: Story): Promise<void> {
  const { page } = story.host;
  await page.getByText("等待推流").first().waitFor();
  await page.getByRole("button", { name: "生成密钥" }).click();
  await page.getByText("密钥只显示这一次").waitFor();
  const address = page.getByRole("region", { name: "推流设置" }).locator("code");
  assert.equal(await address.first().innerText(), story.stage.rtmpUrl);
  story.streamKey = await address.nth(1).innerText();
  await picture(page, "desk-before-push");
}

/** 3 · A creator takes the product at 10 %, opens a room and pushes: live by itself, loss seen, line resumed. */
export async function goLive(story: Story): Promise<void> {
  const { host, say, stage } = story;
  const { page } = host;
  await becomeCreator(story);
  await openRoom(story);
  await takeKey(story);
  const state = (text: string) => page.locator("header").getByText(text, { exact: true }).waitFor();

  const first = push(stage.rtmpUrl, story.streamKey);
  story.pushes.push(first);
  const liveMs = await timed(() => state("直播中"));
  say(`live ${liveMs} ms after the push began (promised 3000)`);
  assert.ok(liveMs < 3_000 + SLACK_MS, `live after ${liveMs} ms`);
  await page.getByText("推流正常").waitFor();
  await page.getByText(clipShape.size).waitFor();
  await until(
    () => page.getByText(/^\d+ kbps$/).innerText(),
    (text) => Number.parseInt(text, 10) > 100,
    { what: "a bitrate" },
  );
  await until(
    () => page.getByText(/^\d+ fps$/).innerText(),
    (text) => Math.abs(Number.parseInt(text, 10) - clipShape.fps) <= 6,
    { what: `${clipShape.fps} frames a second` },
  );
  await picture(page, "desk-live");

  await first.stop();
  const lostMs = await timed(() => page.getByRole("alert").getByText("推流中断了！").waitFor());
  say(`loss shown ${lostMs} ms after the push stopped (promised 5000)`);
  assert.ok(lostMs < 5_000 + SLACK_MS, `loss shown after ${lostMs} ms`);
  await picture(page, "desk-lost");

  story.pushes.push(push(stage.rtmpUrl, story.streamKey));
  await state("直播中");
  await page.getByRole("alert").getByText("推流中断了！").waitFor({ state: "hidden" });
  const { items } = await host.ask("listMyRooms", {});
  assert.deepEqual(
    items.map(({ id, state: now }) => [id, now]),
    [[story.roomId, "live"]],
    "the same room goes on",
  );
  await refuseWrongKey(story);
}

async function refuseWrongKey({ host, stage, roomId, streamKey }: Story): Promise<void> {
  const stranger = push(stage.rtmpUrl, `${streamKey.slice(0, -4)}0000`);
  const { code } = await stranger.ended;
  assert.notEqual(code, 0, "a wrong key is not let in");
  const refused = await until(
    () =>
      stage.rows<{ outcome: string; why: string }>(
        "select outcome, why from media.publish_log where outcome = 'refused' order by id",
      ),
    (rows) => rows.length > 0,
    { what: "the refusal in the log" },
  );
  assert.match(refused[0]!.why, /unknown_key|no_grant/);
  assert.equal((await host.ask("readDesk", { roomId })).state, "live");
}
