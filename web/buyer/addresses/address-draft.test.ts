import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDraft, faultyParts } from "./address-draft.ts";
import { maskedPhone } from "./phone.ts";
import { recogniseInto } from "./recognise.ts";

test("an empty form names every part, a full one none", () => {
  assert.deepEqual(faultyParts(emptyDraft), ["name", "phone", "region", "street"]);
  const { draft, found } = recogniseInto(emptyDraft, "李晓月 13900001111 广东省深圳市南山区科技园路1号");
  assert.deepEqual(faultyParts(draft), []);
  assert.ok(found.includes("district"));
});

test("what a pasted note does not say stays as it was written", () => {
  const written = { ...emptyDraft, name: "王小明", street: "文三路 90 号" };
  const { draft } = recogniseInto(written, "13900001111");
  assert.equal(draft.name, "王小明");
  assert.equal(draft.phone, "13900001111");
  assert.deepEqual(draft.regionCodes, []);
});

test("a phone is shown without its middle", () => {
  assert.equal(maskedPhone("13812345678"), "138****5678");
});
