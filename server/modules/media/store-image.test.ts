import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { sql } from "kysely";
import sharp from "sharp";
import { parts } from "#modules/media";
import { aPerson } from "../../../tests/fixtures/goods.ts";
import { appOf, testHouse } from "../../../tests/house.ts";

const { house } = await testHouse();
const app = await appOf(house, parts);
const person = await aPerson(house.db);

const BOUNDARY = "jishi-test-boundary";
async function upload(
  bytes: Buffer,
  name = "picture.jpg",
  type = "image/jpeg",
): Promise<{ status: number; body: Record<string, unknown> }> {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  const headers = { "content-type": `multipart/form-data; boundary=${BOUNDARY}`, "x-person": String(person) };
  const reply = await app.inject({ method: "POST", url: "/api/media/uploads", headers, payload });
  return { status: reply.statusCode, body: reply.json() };
}
const kept = async (): Promise<number> =>
  Number((await sql<{ n: bigint }>`select count(*) as n from media.uploads`.execute(house.db)).rows[0]!.n);

test("a photo is turned upright, written anew, and carries nothing else", async () => {
  const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#c64" } })
    .withExif({ IFD0: { Copyright: "secret place" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { status, body } = await upload(photo);
  assert.deepEqual([status, body["width"], body["height"]], [200, 200, 300]);
  const stored = await house.storage.read(String(body["url"]).replace("/files/", ""));
  const chunks: Buffer[] = [];
  for await (const chunk of stored!.stream) chunks.push(chunk as Buffer);
  const again = await sharp(Buffer.concat(chunks)).metadata();
  assert.deepEqual([again.format, again.exif], ["webp", undefined]);
});

test("a text named .jpg is no picture", async () => {
  const before = await kept();
  const { status, body } = await upload(Buffer.from("I am a letter, not a photo. ".repeat(20)));
  assert.deepEqual([status, body["code"]], [422, "media.bad_type"]);
  assert.equal(
    (await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "a.svg", "image/svg+xml")).status,
    422,
  );
  assert.equal((await upload(Buffer.alloc(0))).status, 422);
  assert.equal(await kept(), before);
});

test("a picture that breaks off in the middle is refused", async () => {
  const photo = await sharp({ create: { width: 900, height: 900, channels: 3, background: "#285" } })
    .png()
    .toBuffer();
  assert.equal((await upload(photo.subarray(0, photo.length >> 1))).body["code"], "media.bad_type");
});

test("a small file that unpacks to sixty thousand by sixty thousand pixels is refused, not unpacked", async () => {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const out = Buffer.alloc(8 + body.length);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(60_000, 0);
  header.writeUInt32BE(60_000, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const bomb = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(8_000_000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  const before = process.memoryUsage().rss;
  assert.equal((await upload(bomb, "bomb.png", "image/png")).body["code"], "media.bad_type");
  assert.ok(process.memoryUsage().rss - before < 200e6);
});

const address = await app.listen({ port: 0, host: "127.0.0.1" });

async function uploadForEver(
  lengthHeader: string,
  framed: (chunk: Buffer) => Buffer,
): Promise<{ answer: string; sentMb: number; seconds: number }> {
  const began = performance.now();
  const socket = connect({ port: Number(new URL(address).port), host: "127.0.0.1" });
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`;
  socket.write(
    `POST /api/media/uploads HTTP/1.1\r\nhost: x\r\nx-person: ${person}\r\n${lengthHeader}\r\n` +
      `content-type: multipart/form-data; boundary=${BOUNDARY}\r\n\r\n`,
  );
  socket.write(framed(Buffer.from(head)));
  let sentMb = 0;
  let answer = "";
  const chunk = Buffer.alloc(1 << 20, 0xff);
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => undefined); // the server hangs up while we still send: that is what we want to see
  socket.on("data", (data) => void (answer += data.toString()));
  while (!socket.destroyed && answer === "" && sentMb < 400) {
    await new Promise<void>((resolve) => socket.write(framed(chunk), () => resolve()));
    sentMb += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000))]);
  socket.destroy();
  return { answer, sentMb, seconds: (performance.now() - began) / 1000 };
}

test("who says that two gigabytes will come is stopped at once", async () => {
  const { answer, sentMb } = await uploadForEver("content-length: 2147483648", (chunk) => chunk);
  assert.match(answer, /^HTTP\/1.1 413/);
  assert.ok(sentMb < 20, `the server took ${sentMb} MB`);
});

test("who does not say how much will come is stopped after ten megabytes", async () => {
  const framed = (chunk: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]);
  const { answer, sentMb, seconds } = await uploadForEver("transfer-encoding: chunked", framed);
  assert.match(answer, /^HTTP\/1.1 413/);
  assert.ok(sentMb < 60, `the server took ${sentMb} MB`);
  assert.ok(seconds < 20, `the server hung up after ${seconds} s`);
});
