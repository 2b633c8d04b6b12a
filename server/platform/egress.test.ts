import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { after, test } from "node:test";
import { EgressFailed, trustedEgress } from "./egress.ts";

const answers: Record<string, RequestListener> = {
  "/good": (request, response) => {
    request.pipe(response.writeHead(200, { "x-once": "1", "x-twice": ["a", "b"] }));
  },
  "/away": (_request, response) => response.writeHead(302, { location: "/good" }).end(),
  "/silent": () => {},
  "/drip": (_request, response) => {
    const drops = setInterval(() => response.write("."), 20);
    response.once("close", () => clearInterval(drops));
  },
  "/flood": (_request, response) => {
    const more = (): void => {
      while (!response.destroyed) if (!response.write(Buffer.alloc(65_536))) return void response.once("drain", more);
    };
    more();
  },
  "/cut": (_request, response) => {
    response.writeHead(200, { "content-length": "10" }).write("half");
    setTimeout(() => response.destroy(), 20);
  },
};
const seen = new Set<unknown>();
const server = createServer((request, response) => {
  seen.add(request.socket);
  answers[request.url ?? ""]?.(request, response);
});
await once(server.listen(0, "127.0.0.1"), "listening");
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
const egress = trustedEgress([origin]);
after(() => {
  egress.close();
  server.closeAllConnections();
  server.close();
});

const failsWith = (kind: string) => (error: unknown) => error instanceof EgressFailed && error.kind === kind;

test("an answer comes back as the bytes it was, over a connection that is used again", async () => {
  for (let turn = 0; turn < 3; turn++) {
    const answer = await egress.send({ method: "POST", url: `${origin}/good`, body: "价格 ¥1" });
    assert.equal(answer.status, 200);
    assert.equal(answer.body.toString("utf8"), "价格 ¥1");
    assert.equal(answer.headers["x-once"], "1");
    assert.equal(answer.headers["x-twice"], undefined, "of two values for one header neither is believed");
  }
  assert.equal(seen.size, 1);
});

test("only listed origins are reached, whatever the address looks like", async () => {
  for (const url of [
    `${origin.replace("127.0.0.1", "localhost")}/good`,
    "http://169.254.169.254/",
    "file:///etc/passwd",
  ])
    await assert.rejects(egress.send({ method: "GET", url }), failsWith("not_listed"), url);
});

test("a redirect is shown, not followed", async () => {
  const answer = await egress.send({ method: "GET", url: `${origin}/away` });
  assert.equal(answer.status, 302);
  assert.equal(answer.body.length, 0);
});

test("silence and dripping both end at the deadline", async () => {
  for (const path of ["/silent", "/drip"]) {
    const started = performance.now();
    await assert.rejects(egress.send({ method: "GET", url: origin + path, timeoutMs: 150 }), failsWith("timeout"));
    assert.ok(performance.now() - started < 1000, path);
  }
});

test("an answer too large is cut off, and no caller may ask for more than a megabyte", async () => {
  await assert.rejects(egress.send({ method: "GET", url: `${origin}/flood` }), failsWith("too_large"));
  const greedy = { method: "GET", url: `${origin}/flood`, bodyBytesMax: 1e9 } as const;
  await assert.rejects(egress.send(greedy), failsWith("too_large"));
});

test("an answer that breaks off and a host that is away are failures", async () => {
  await assert.rejects(egress.send({ method: "GET", url: `${origin}/cut` }), failsWith("connection"));
  const nobody = trustedEgress(["http://127.0.0.1:9"]);
  await assert.rejects(nobody.send({ method: "GET", url: "http://127.0.0.1:9/" }), failsWith("connection"));
});
