import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { masterSecret } from "./secret.ts";

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
