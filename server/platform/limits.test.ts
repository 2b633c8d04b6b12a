import assert from "node:assert/strict";
import { test } from "node:test";
import type { FastifyReply } from "fastify";
import { openLimits } from "./limits.ts";
import { householdOf, networkOf } from "./networks.ts";
import { Refusal } from "./refusal.ts";

function aReply(): { reply: FastifyReply; headers: Map<string, string> } {
  const headers = new Map<string, string>();
  const reply = { header: (name: string, value: unknown) => void headers.set(name, String(value)) };
  return { reply: reply as unknown as FastifyReply, headers };
}
const tooFast = (error: unknown): boolean => error instanceof Refusal && error.code === "request.too_fast";

test("whoever asks for a drop is counted as a person and by address", async () => {
  const limits = openLimits();
  const { reply, headers } = aReply();
  for (let n = 0; n < 2_000; n++) await limits.take("drop", { personId: BigInt(n + 1), address: "203.0.113.9" }, reply);
  await assert.rejects(limits.take("drop", { personId: 5_000n, address: "203.0.113.9" }, reply), tooFast);
  assert.equal(headers.get("ratelimit-policy"), '"drop";q=2000;w=10');
  assert.ok(Number(headers.get("retry-after")) > 0);
  await limits.take("drop", { personId: 5_001n, address: "203.0.113.10" }, reply);
  for (let n = 0; n < 30; n++) await limits.take("drop", { personId: 6_000n, address: `198.51.100.${n}` }, reply);
  await assert.rejects(limits.take("drop", { personId: 6_000n, address: "198.51.100.77" }, reply), tooFast);
});

test("elsewhere a signed-in person pays alone, however many share the address", async () => {
  const limits = openLimits();
  const { reply } = aReply();
  for (let n = 0; n < 1_300; n++) await limits.take("read", { personId: BigInt(n + 1), address: "203.0.113.9" }, reply);
});

test("a proxy on this machine asks for everybody and stands for nobody", async () => {
  const limits = openLimits();
  const { reply } = aReply();
  for (let n = 0; n < 2_100; n++)
    await limits.take("buy", { personId: BigInt(n + 1), address: "::ffff:127.0.0.1" }, reply);
});

test("an IPv6 household is one, whichever of its addresses it takes", async () => {
  const limits = openLimits();
  const { reply } = aReply();
  for (let n = 0; n < 2_000; n++)
    await limits.take("buy", { personId: BigInt(n + 1), address: `2001:db8:1:2::${n.toString(16)}` }, reply);
  await assert.rejects(limits.take("buy", { personId: 9_999n, address: "2001:db8:1:2:ffff::1" }, reply), tooFast);
});

test("networks are told apart by their first bits", () => {
  assert.equal(networkOf("203.0.113.7"), "203.0.113.0/24");
  assert.equal(networkOf("::ffff:203.0.113.7"), "203.0.113.0/24");
  assert.equal(networkOf("2001:db8::1:2:3:4:5"), "2001:db8:0:1::/64");
  assert.equal(networkOf("2001:db8::"), "2001:db8:0:0::/64");
  assert.equal(networkOf("fe80::1%eth0"), "fe80:0:0:0::/64");
  assert.equal(networkOf("127.0.0.1"), undefined);
  assert.equal(householdOf("203.0.113.7"), "203.0.113.7");
  assert.equal(householdOf("::1"), undefined);
});
