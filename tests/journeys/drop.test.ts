import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type Language, openBrowser, picture } from "./browser.ts";
import { asBuyer, type Drop } from "./drop-story.ts";
import { openPerson } from "./persons.ts";
import { openStage } from "./stage.ts";
import { passTheLast, sellTheLast } from "./steps/drop-last-piece.ts";
import { endDrop } from "./steps/drop-end.ts";
import { openHouse } from "./steps/drop-house.ts";
import { joinLine, standInLine } from "./steps/drop-line.ts";
import { planDrop, revealAndStart } from "./steps/drop-plan.ts";
import { leaveUnpaid } from "./steps/drop-buy.ts";

const missing = (process.env["JISHI_SKIP"] ?? "").split(",").filter(Boolean);
const needed = missing.filter((word) => ["chromium", "fonts", "ffmpeg"].includes(word));
const skip = needed.length > 0 && `${needed.join(", ")} could not be installed: the drop was NOT tried`;

async function begin(say: (line: string) => void): Promise<Drop> {
  const stage = await openStage({ demoWorld: false });
  after(stage.stop);
  const browser = await openBrowser();
  after(() => browser.close());
  const faults: string[] = [];
  const staff = (phone: string) => openPerson(browser, stage, { phone, size: "desk", faults });
  const buyer = async (name: string, phone: string, language: Language) =>
    asBuyer(await openPerson(browser, stage, { phone, size: "phone", language, faults }), name, language);
  return {
    ...{ stage, say, faults },
    host: await staff("13911120001"),
    operator: await staff("13911120002"),
    first: await buyer("first", "13911120003", "zh"),
    second: await buyer("second", "13911120004", "en"),
    third: await buyer("third", "13911120005", "en"),
    fourth: await buyer("fourth", "13911120006", "zh"),
    ...{ shopId: "", productId: "", skuId: "", roomId: "", dealId: "", push: undefined },
  };
}

/** What everybody had before their eyes when a step failed. */
async function picturesOfAll({ host, first, second, third, fourth }: Drop): Promise<void> {
  for (const [name, { page }] of Object.entries({ host, first, second, third, fourth }))
    await picture(page, `failed-${name}`);
}

const steps: [string, (drop: Drop) => Promise<void>][] = [
  ["1 somebody with a shop of their own goes live", openHouse],
  ["2 the host plans a drop at the desk; the room sees it coming, its price hidden", planDrop],
  ["3 the host reveals the price and starts", revealAndStart],
  ["4 one joins the line: lots, a pass, a paid order", joinLine],
  ["5 another solves a puzzle unawares and is let in; a third stands first in the line", standInLine],
  ["6 the last piece is ordered, not paid, and given up", leaveUnpaid],
  ["7 the third is let in and buys the last piece; a fourth finds it gone and waits", passTheLast],
  ["8 the piece comes back and is offered; the fourth buys it", sellTheLast],
  ["9 the drop ends: the desk's figures and the stock agree", endDrop],
];

test("a drop, from planning to the last piece", { skip, timeout: 400_000 }, async (t) => {
  const drop = await begin((line) => t.diagnostic(line));
  after(() => drop.push?.stop());
  let isBroken = false;
  for (const [name, step] of steps) {
    await t.test(name, { skip: isBroken && "an earlier step failed" }, async () => {
      isBroken = true;
      try {
        await step(drop);
        isBroken = false;
      } finally {
        if (isBroken) await picturesOfAll(drop);
      }
    });
  }
  if (isBroken) return;
  await t.test("every invariant holds", async () => assert.deepEqual(await drop.stage.broken(), []));
  await t.test("no page has thrown or logged an error", () => assert.deepEqual(drop.faults, []));
});
