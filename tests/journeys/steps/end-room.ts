import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import { type Story, until } from "../story.ts";
import { picturePlays } from "../video.ts";
import { TITLES } from "./sell-product.ts";

async function summary(story: Story): Promise<void> {
  const { host, stage, roomId } = story;
  const { page } = host;
  const figure = (key: string) => page.locator(`[data-figure=${key}] dd`).first().innerText();
  await page.locator("[data-figure=gross]").waitFor();
  const [sold] = await stage.rows<{ orders: string; gross: string; net: string; buyers: string }>(
    `select count(*)::text as orders, coalesce(sum(payable_fen), 0)::text as gross,
       coalesce(sum(payable_fen - refunded_fen), 0)::text as net, count(distinct buyer_id)::text as buyers
     from orders.orders where room_id = $1 and paid_at is not null`,
    roomId,
  );
  const [talk] = await stage.rows<{ comments: string }>(
    `select count(*)::text as comments from live.messages
       where room_id = $1 and removed_at is null and badge not in ('host', 'moderator')`,
    roomId,
  );
  const [room] = await stage.rows<{ likes: string }>("select likes::text from live.rooms where id = $1", roomId);
  const [seen] = await stage.rows<{ views: string; viewers: string }>(
    `select sum(views)::text as views, count(*)::text as viewers from live.visits where room_id = $1 and seconds >= 3`,
    roomId,
  );
  const figures = await until(
    () => host.ask("readFigures", { roomId }),
    ({ viewers }) => viewers === Number(seen!.viewers),
    { what: "the last seconds of the last stays" },
  );
  const { orders, gmvGrossFen, gmvNetFen, buyers, comments, likes, views } = figures;
  assert.deepEqual(
    [orders, gmvGrossFen, gmvNetFen, buyers, comments, likes, views],
    [sold!.orders, sold!.gross, sold!.net, sold!.buyers, talk!.comments, room!.likes, seen!.views].map(Number),
  );
  assert.equal(figures.gpmFen, Math.floor((gmvGrossFen * 1000) / views));
  await page.reload();
  await page.locator("[data-figure=gross]").waitFor();
  assert.equal(await figure("orders"), String(orders));
  assert.equal(await figure("gross"), `¥${(gmvGrossFen / 100).toFixed(2)}`);
  assert.equal(await figure("comments"), String(comments));
  await picture(page, "summary");
}

async function replay({ buyer, roomId }: Story): Promise<void> {
  const { page } = buyer;
  await page.goto(`/rooms/${roomId}`);
  await page.getByRole("heading", { name: "直播已结束" }).waitFor();
  await picture(page, "room-ended");
  const { chapters, durationMs } = await until(
    async () => {
      try {
        return await buyer.ask("readReplay", { roomId });
      } catch (fault) {
        if (!String(fault).includes("live.wrong_state")) throw fault;
        return { chapters: [], durationMs: 0 };
      }
    },
    (found) => found.durationMs > 0,
    { withinMs: 30_000, what: "the replay" },
  );
  assert.ok(durationMs > 5_000);
  assert.deepEqual(new Set(chapters.map(({ titleZh }) => titleZh)), new Set(TITLES), "a chapter for what was pinned");
  await page.getByRole("link", { name: "看回放" }).click();
  const pieces = page.getByRole("list", { name: "讲解片段" });
  await pieces.getByRole("button", { name: TITLES[0] }).first().click();
  await picturePlays(page);
  await page.getByText(TITLES[0]).first().waitFor();
  await picture(page, "replay");
}

/** 11 · The host ends the room: the summary equals the rows, the replay plays with its chapters, goods can be bought. */
export async function endRoom(story: Story): Promise<void> {
  const { host, buyer, pushes, roomId, productId } = story;
  const { page } = host;
  await page.getByRole("button", { name: "结束直播" }).click();
  await page.getByRole("button", { name: "继续结束" }).click();
  await picture(page, "end-room");
  await page.getByRole("button", { name: "确认结束" }).click();
  await page.waitForURL(/\/summary$/);
  const { code } = await pushes.at(-1)!.ended;
  assert.notEqual(code, 0, "the publisher is cut");
  await summary(story);
  await replay(story);
  const { shelf, state } = await buyer.ask("readRoom", { roomId });
  assert.ok(["ended", "archived"].includes(state), state); // archived: its replay is ready
  assert.equal(shelf.find(({ id }) => id === productId)?.isSellable, true);
}
