import assert from "node:assert/strict";
import { test } from "node:test";
import { maskName, maskPhone, maskStreet } from "./masks.ts";

test("a name shows one character, a rare one whole", () => {
  assert.deepEqual(["王伟", "欧阳娜娜", "王", "𠮷野家", ""].map(maskName), ["王*", "欧***", "王*", "𠮷**", "*"]);
});

test("a phone hides six digits", () => {
  assert.equal(maskPhone("13812345678"), "138******78");
  assert.equal(maskPhone("123"), "***");
});

test("a street shows its first two characters, no number, and not its length", () => {
  assert.equal(maskStreet("文三路 1 号"), "文三****");
  assert.equal(maskStreet("8号楼"), "*号****");
  assert.equal(maskStreet("某"), "某****");
});
