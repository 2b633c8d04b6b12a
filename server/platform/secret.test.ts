import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { keyFor, masterSecret } from "./secret.ts";

const folder = mkdtempSync(join(tmpdir(), "jishi-secret-"));
after(() => rmSync(folder, { recursive: true }));

test("the master secret is made once, for the owner's eyes only", () => {
  const file = join(folder, "deeper", "secret");
  const first = masterSecret(file);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(masterSecret(file), first);
});

test("a damaged secret stops the start instead of being replaced", () => {
  const file = join(folder, "damaged");
  writeFileSync(file, "short");
  assert.throws(() => masterSecret(file), /is damaged/);
});

test("each purpose has a key of its own, the same every time", () => {
  const secret = masterSecret(join(folder, "own"));
  assert.deepEqual(keyFor(secret, "sessions"), keyFor(secret, "sessions"));
  assert.notDeepEqual(keyFor(secret, "sessions"), keyFor(secret, "phones"));
});
