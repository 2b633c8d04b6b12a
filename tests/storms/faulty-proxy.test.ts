import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { openProxy } from "./faulty-proxy.ts";

// Answers every request "heard <request>", and remembers what it heard.
const heard: string[] = [];
const server = createServer((line) => {
  line.on("error", () => undefined);
  line.on("data", (chunk) => {
    heard.push(String(chunk));
    line.write(`heard ${String(chunk)}`);
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const proxy = await openProxy({ targets: [{ port: (server.address() as AddressInfo).port, host: "127.0.0.1" }] });
after(async () => {
  await proxy.close();
  server.close();
});

type Ending = { answer: string; broken: boolean; ms: number };

/** Says a word over a line of its own, and waits for an answer, a broken line, or nothing. */
async function say(word: string, patienceMs = 400): Promise<Ending> {
  const began = performance.now();
  heard.length = 0;
  const line = connect({ port: proxy.port, host: "127.0.0.1" });
  let broken = false;
  line.on("error", () => (broken = true));
  line.write(word);
  const answer = await Promise.race([
    once(line, "data").then(
      ([chunk]) => String(chunk),
      () => "",
    ),
    once(line, "close").then(() => ((broken = true), "")),
    wait(patienceMs, ""),
  ]);
  line.destroy();
  return { answer, broken, ms: performance.now() - began };
}

test("what nothing strikes passes unchanged", async () => {
  assert.deepEqual([(await say("hello")).answer, heard], ["heard hello", ["hello"]]);
});

test("a delayed request arrives whole and late, and a dripping one in pieces", async () => {
  proxy.strike({ fault: "delay", times: 1, ms: 150 });
  const late = await say("late");
  assert.deepEqual([late.answer, late.ms >= 150], ["heard late", true]);
  proxy.strike({ fault: "drip", times: 1, ms: 160 });
  await say("abcdefgh", 600);
  await wait(200);
  assert.equal(heard.join(""), "abcdefgh".slice(0, heard.join("").length));
  assert.ok(heard[0]!.length < 8, "the first piece is not the whole");
});

test("a cut request arrives by half, and the line breaks", async () => {
  proxy.strike({ fault: "cut", times: 1, ms: 0 });
  const { answer, broken } = await say("12345678");
  await wait(30);
  assert.deepEqual([answer.includes("12345678"), broken, heard], [false, true, ["1234"]]);
});

test("a half-open line swallows what is said, and breaks only later", async () => {
  proxy.strike({ fault: "half-open", times: 1, ms: 300 });
  const { answer, broken } = await say("anybody?", 200);
  assert.deepEqual([answer, broken, heard], ["", false, []]);
});

test("a request sent twice is heard twice and answered once", async () => {
  proxy.strike({ fault: "twice", times: 1, ms: 100 });
  const { answer } = await say("order");
  await wait(30);
  assert.deepEqual([answer, heard], ["heard order", ["order", "order"]]);
});

test("a lost reply: the deed is done and the asker hears a broken line", async () => {
  proxy.strike({ fault: "reply-lost", times: 1, ms: 0 });
  const { answer, broken } = await say("pay");
  assert.deepEqual([answer, broken, heard], ["", true, ["pay"]]);
});

test("a strike hits so often as it says, and healing takes back the rest", async () => {
  proxy.strike({ fault: "reply-lost", times: 2, ms: 0 });
  assert.equal((await say("one")).broken, true);
  proxy.heal();
  assert.equal((await say("two")).answer, "heard two");
  assert.equal(proxy.struck()["reply-lost"], 2);
});

test("cut off: refused at once, or silent for as long as it lasts", async () => {
  proxy.cutOff("refused");
  const refused = await say("door");
  assert.deepEqual([refused.answer, refused.broken, heard], ["", true, []]);
  proxy.cutOff("silent");
  const silent = await say("door", 200);
  assert.deepEqual([silent.answer, silent.broken, heard], ["", false, []]);
  proxy.heal();
  assert.equal((await say("door")).answer, "heard door");
});
