import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import type { Buyer, Drop } from "../drop-story.ts";
import { codeFor } from "../persons.ts";
import { until } from "../story.ts";
import { addressOf } from "./drop-house.ts";
import { orderInRoom, payInRoom } from "./drop-buy.ts";
import { deedOn, deskSays, dropRow, PIECES, sheetOf } from "./drop-plan.ts";

type Knock = { proof: boolean; status: number };
/** What a page sent to be let into the line, and how it was answered. */
function listen({ page }: Buyer): Knock[] {
  const knocks: Knock[] = [];
  page.on("response", (answer) => {
    if (answer.request().method() !== "POST" || !answer.url().endsWith("/entries")) return;
    knocks.push({ proof: (answer.request().postData() ?? "").includes("proof"), status: answer.status() });
  });
  return knocks;
}
const REFUSED_FOR_PROOF = { proof: false, status: 403 };
const LET_IN_WITH_PROOF = { proof: true, status: 200 };

const admitted = (buyer: Buyer) => sheetOf(buyer).getByText(buyer.words.drop.admittedTitle);

async function signInOverDrop(buyer: Buyer, drop: Drop): Promise<void> {
  const { page, words } = buyer;
  const sheet = page.getByRole("dialog", { name: words.signIn.title });
  await sheet.getByRole("textbox", { name: words.signIn.phone }).fill(buyer.phone);
  await sheet.getByRole("button", { name: words.signIn.sendCode }).click();
  await sheet.getByText(words.signIn.codeSent(5).slice(0, 8)).waitFor();
  await sheet.getByRole("textbox", { name: words.signIn.code }).fill(await codeFor(buyer, drop.stage));
  await sheet.getByRole("button", { name: words.signIn.submit, exact: true }).click();
  await sheet.waitFor({ state: "hidden" });
}

async function seeLots({ first, stage, dealId, say }: Drop): Promise<void> {
  const lots = sheetOf(first).getByText(first.words.drop.drawingTitle);
  await lots.or(admitted(first)).first().waitFor();
  const sawLots = await lots.isVisible();
  if (sawLots) await picture(first.page, `lots-${first.language}`);
  say(sawLots ? "the first saw lots being drawn" : "this machine was too slow to see lots being drawn");
  await admitted(first).waitFor();
  const [entry] = await stage.rows<{ early: boolean; byLot: boolean }>(
    `select e.entered_at < d.starts_at + interval '2 seconds' as early, e.rank < 1::bigint << 40 as "byLot"
     from promotions.entries e join promotions.deals d on d.id = e.deal_id where e.deal_id = $1`,
    dealId,
  );
  assert.equal(entry!.byLot, entry!.early, "who came within two seconds is ranked by lot");
}

/** 4 · An account of yesterday is drawn by lot, let in, and buys with its pass. */
export async function joinLine(drop: Drop): Promise<void> {
  const { first, host, dealId } = drop;
  const knocks = listen(first);
  await sheetOf(first).getByRole("button", { name: first.words.drop.grab }).click();
  await seeLots(drop);
  await picture(first.page, `admitted-${first.language}`);
  assert.deepEqual(knocks, [{ proof: false, status: 200 }], "an account of yesterday needs no puzzle");
  await dropRow(drop).getByText("进行中").waitFor();
  await picture(host.page, "desk-running");
  await orderInRoom(first);
  await deskSays(drop, { left: `1/${PIECES}`, unpaid: "1" });
  await payInRoom(first);
  await deedOn(first, first.words.drop.got).waitFor();
  assert.equal(await first.refusal("enterLine", { dealId }), "promotions.limit_per_buyer");
}

/** 5 · One piece is left. The second signs up on the way and solves a puzzle unawares; the third is number one behind. */
export async function standInLine(drop: Drop): Promise<void> {
  const { second, third, fourth, dealId, roomId } = drop;
  const [secondKnocks, thirdKnocks] = [listen(second), listen(third)];
  await third.page.goto(`/rooms/${roomId}`, { waitUntil: "commit" });
  await deedOn(third, third.words.drop.grab).waitFor();
  await sheetOf(second).getByRole("button", { name: second.words.drop.grab }).click();
  await signInOverDrop(second, drop);
  await admitted(second).waitFor({ timeout: 30_000 });
  assert.deepEqual(secondKnocks, [REFUSED_FOR_PROOF, LET_IN_WITH_PROOF], "a new account solves one puzzle");
  await picture(second.page, `admitted-${second.language}`);
  await second.ask("addAddress", addressOf(2));

  await deedOn(third, third.words.drop.grab).click();
  const position = sheetOf(third).getByTestId("position");
  await position.waitFor({ timeout: 30_000 });
  await until(
    () => position.innerText(),
    (text) => text === "1",
    { what: "the first place" },
  );
  assert.deepEqual(thirdKnocks, [REFUSED_FOR_PROOF, LET_IN_WITH_PROOF]);
  const { state, position: place, waiting, left } = await third.ask("readLine", { dealId });
  assert.deepEqual([state, place, waiting, left], ["waiting", 1, 1, 1]);
  await picture(third.page, `waiting-${third.language}`);
  assert.equal(await fourth.refusal("readLine", { dealId }), "promotions.not_in_line");
}
