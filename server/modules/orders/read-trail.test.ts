import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { trail, TRAIL_PURPOSE } from "#contract/trail";
import { openVault } from "#platform/vault";
import { plainTrail, readTrail } from "./read-trail.ts";

const vault = openVault(Buffer.alloc(32, 1));
const clickedAt = new Date("2026-03-01T12:00:00Z");
const later = (days: number): Date => new Date(clickedAt.getTime() + days * 86_400_000);
const given = { ...plainTrail(7n, clickedAt), scene: "live" as const, roomId: 11n, creatorId: 20n, planId: 5n };
const token = vault.sign(TRAIL_PURPOSE, z.encode(trail, given));

test("a trail comes back as it was signed", () => {
  assert.deepEqual(readTrail(vault, token, 7n, later(6)), given);
});

test("seven days later it still counts, after that no more", () => {
  assert.ok(readTrail(vault, token, 7n, later(7)));
  assert.equal(readTrail(vault, token, 7n, new Date(later(7).getTime() + 1)), undefined);
});

test("a trail of another product, purpose or house, a changed one and plain text are nobody's", () => {
  assert.equal(readTrail(vault, token, 8n, clickedAt), undefined);
  assert.equal(readTrail(vault, vault.sign("cursor", z.encode(trail, given)), 7n, clickedAt), undefined);
  assert.equal(readTrail(openVault(Buffer.alloc(32, 2)), token, 7n, clickedAt), undefined);
  assert.equal(readTrail(vault, `x${token}`, 7n, clickedAt), undefined);
  assert.equal(readTrail(vault, "<script>", 7n, clickedAt), undefined);
  assert.equal(readTrail(vault, vault.sign(TRAIL_PURPOSE, { scene: "live" }), 7n, clickedAt), undefined);
});
