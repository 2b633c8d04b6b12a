import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { send, wire } from "./api.ts";
import { ApiProblem } from "./problem.ts";

afterEach(() => mock.restoreAll());

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  mock.method(globalThis, "fetch", async () => new Response(JSON.stringify(body), { status, headers }));

test("path parameters are filled from the input; the rest of a read is its query", () => {
  const wired = wire("GET", "/api/rooms/{id}/shelf", { id: "7/8", after: undefined, state: ["on", "off"], limit: 20 });
  assert.equal(wired.url, "/api/rooms/7%2F8/shelf?state=on&state=off&limit=20");
  assert.equal(wired.body, undefined);
  assert.equal(wired.headers["idempotency-key"], undefined);
});

test("a deed carries the rest as JSON under a key that is its own", () => {
  const input = { id: "5", quantity: 2 };
  const first = wire("POST", "/api/orders/{id}/pay", input);
  const second = wire("POST", "/api/orders/{id}/pay", input);
  assert.equal(first.url, "/api/orders/5/pay");
  assert.equal(first.body, '{"quantity":2}');
  assert.match(first.headers["idempotency-key"] ?? "", /^[\da-f-]{36}$/);
  assert.notEqual(first.headers["idempotency-key"], second.headers["idempotency-key"]);
  assert.equal(wire("POST", "/x", {}, "again").headers["idempotency-key"], "again");
  assert.deepEqual(input, { id: "5", quantity: 2 }, "the caller's input is left as it was");
});

test("a removal has a query, no body, and a key", () => {
  const wired = wire("DELETE", "/api/carts/{id}", { id: "1", reason: "old" });
  assert.equal(wired.url, "/api/carts/1?reason=old");
  assert.equal(wired.body, undefined);
  assert.ok(wired.headers["idempotency-key"]);
});

test("a path whose parameter is missing is a fault of the page, told at once", () => {
  assert.throws(() => wire("GET", "/api/rooms/{id}", {}), /needs id/);
});

test("a refusal keeps its code, details and request id", async () => {
  const body = { code: "inventory.too_few", details: { left: 2 } };
  answer(409, body, { "content-type": "application/problem+json", "x-request-id": "r-1" });
  await assert.rejects(send(wire("POST", "/api/orders", {})), (problem) => {
    assert.ok(problem instanceof ApiProblem);
    const { kind, status, code, details, requestId, passing } = problem;
    assert.deepEqual(
      { kind, status, code, details, requestId, passing },
      {
        kind: "refused",
        status: 409,
        code: "inventory.too_few",
        details: { left: 2 },
        requestId: "r-1",
        passing: false,
      },
    );
    return true;
  });
});

test("a gateway's page of HTML is still a problem with a code", async () => {
  mock.method(globalThis, "fetch", async () => new Response("<h1>away</h1>", { status: 502 }));
  await assert.rejects(send(wire("GET", "/api/x", {})), { code: "http.502", passing: true });
});

test("no network and no patience are told apart, and neither is taken for a refusal", async () => {
  mock.method(globalThis, "fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  await assert.rejects(send(wire("GET", "/api/x", {})), { kind: "offline" });
  mock.restoreAll();
  mock.method(globalThis, "fetch", (_: unknown, { signal }: { signal: AbortSignal }) => {
    return new Promise((_done, fail) => signal.addEventListener("abort", () => fail(signal.reason as Error)));
  });
  const keepAlive = setTimeout(() => undefined, 1_000);
  await assert.rejects(send(wire("GET", "/api/x", {}), { timeoutMs: 20 }), { kind: "timeout" });
  clearTimeout(keepAlive);
});
