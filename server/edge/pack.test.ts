import assert from "node:assert/strict";
import { after, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Fastify from "fastify";
import { sendPacked } from "./pack.ts";

const page = `<html>${"直播间 ".repeat(500)}</html>`;
const app = Fastify();
app.get("/", (request, reply) => sendPacked(request, reply, page));
after(() => app.close());

test("a page is packed as its asker can unpack it, and plain for who says nothing", async () => {
  const as = (accept?: string) => app.inject({ url: "/", headers: accept ? { "accept-encoding": accept } : {} });
  const [br, gz, plain] = [await as("gzip, deflate, br"), await as("gzip"), await as()];
  assert.equal(brotliDecompressSync(br.rawPayload).toString(), page);
  assert.equal(gunzipSync(gz.rawPayload).toString(), page);
  assert.equal(plain.body, page);
  assert.deepEqual(
    [br, gz, plain].map(({ headers }) => headers["content-encoding"]),
    ["br", "gzip", undefined],
  );
  assert.ok(br.rawPayload.length < page.length / 10);
});
