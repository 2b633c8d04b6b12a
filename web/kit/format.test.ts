import assert from "node:assert/strict";
import { before, test } from "node:test";
import { count, date, duration, money, moneyParts, percent, relative } from "./format.ts";
import { type Language, speak } from "./language.ts";

before(() => {
  // The language is told to the document; here there is none.
  Object.assign(globalThis, { document: { documentElement: { lang: "" }, cookie: "" } });
});
const inBoth = <T>(say: () => T): [T, T] =>
  (["zh", "en"] as Language[]).map((language) => {
    speak(language);
    return say();
  }) as [T, T];

test("money is fen with two decimals in both languages", () => {
  assert.deepEqual(
    inBoth(() => [money(12900), money(5), money(-199), money(123456789)]),
    [
      ["¥129.00", "¥0.05", "-¥1.99", "¥1,234,567.89"],
      ["¥129.00", "¥0.05", "-¥1.99", "¥1,234,567.89"],
    ],
  );
  assert.deepEqual(moneyParts(1099), { sign: "", integer: "10", fraction: "99" });
});

test("counts are 万 in Chinese, K and M in English, and never say more than there is", () => {
  assert.deepEqual(
    inBoth(() => [count(862), count(12_345), count(99_999), count(2_500_000)]),
    [
      ["862", "1.2万", "9.9万", "250万"],
      ["862", "12K", "99K", "2.5M"],
    ],
  );
});

test("times are relative for a day, then dates", () => {
  const now = Date.parse("2026-03-10T12:00:00Z");
  assert.deepEqual(
    inBoth(() => [relative(now - 5 * 60_000, now), relative(now + 3 * 3_600_000, now), relative(now - 10_000, now)]),
    [
      ["5分钟前", "3小时后", "现在"],
      ["5 minutes ago", "in 3 hours", "now"],
    ],
  );
  speak("en");
  assert.equal(relative(now - 25 * 3_600_000, now), date(now - 25 * 3_600_000));
});

test("a timer shows minutes, and hours when there are any", () => {
  assert.deepEqual([duration(155_000), duration(3_755_000), duration(-1)], ["02:35", "1:02:35", "00:00"]);
});

test("a share is a percentage", () => {
  assert.deepEqual(
    inBoth(() => [percent(0.68), percent(0.0345, 1)]),
    [
      ["68%", "3.5%"],
      ["68%", "3.5%"],
    ],
  );
});
