import type { FastifyReply } from "fastify";
import { signed } from "./crypt.ts";
import type { Effect } from "./effects.ts";
import type { Answer, House } from "./house.ts";

/** Struck before anything was done: the merchant must be able to ask again with the same number. */
export const TRANSPORT_BEFORE: ReadonlySet<Effect> = new Set<Effect>([
  "fails-before-doing",
  "half-open",
  "redirects",
  "throttled",
  "first-host-down",
  "close-says-nothing",
]);
/** Struck after the deed was done and kept: the answer lies, the state does not. */
export const TRANSPORT_AFTER: ReadonlySet<Effect> = new Set<Effect>([
  "does-it-never-answers",
  "fails-after-doing",
  "drips",
  "html-200",
  "hundred-megabytes",
  "unsigned-200",
]);

const SILENCE_MS = 60_000;
const HUNDRED_MEGABYTES = 100 * 1024 * 1024;

/** Answers as a provider on a bad day does. */
export function misbehave(house: House, effect: Effect, reply: FastifyReply, answer?: Answer): void {
  const body = answer?.content === undefined ? "" : JSON.stringify(answer.content);
  const failure = { code: "SYSTEM_ERROR", message: "try again later" };
  switch (effect) {
    case "fails-before-doing":
    case "fails-after-doing":
      reply
        .code(500)
        .headers(signed(house.keys, JSON.stringify(failure), []).headers)
        .send(failure);
      return;
    case "redirects":
      reply.redirect("/v3/elsewhere", 302);
      return;
    case "throttled":
      reply.code(429).header("retry-after", "7").send({ code: "FREQUENCY_LIMITED", message: "too often" });
      return;
    case "html-200":
      reply.type("text/html; charset=utf-8").send("<!doctype html><title>Maintenance</title><p>Back soon.");
      return;
    case "unsigned-200":
      reply.code(200).type("application/json; charset=utf-8").send(Buffer.from(body));
      return;
    case "first-host-down":
      reply.hijack();
      reply.raw.destroy();
      return;
    case "drips":
      return drip(house, reply, body);
    case "hundred-megabytes":
      return flood(house, reply);
    default:
      return silence(reply);
  }
}

function silence(reply: FastifyReply): void {
  reply.hijack();
  const end = setTimeout(() => reply.raw.destroy(), SILENCE_MS);
  reply.raw.once("close", () => clearTimeout(end));
}

function drip(house: House, reply: FastifyReply, body: string): void {
  reply.hijack();
  const text = body || " ";
  reply.raw.writeHead(200, { ...signed(house.keys, text, []).headers, "content-type": "application/json" });
  let at = 0;
  const drops = setInterval(() => {
    reply.raw.write(text[at] ?? "");
    at += 1;
    if (at >= text.length) reply.raw.end();
  }, 1000);
  reply.raw.once("close", () => clearInterval(drops));
}

function flood(house: House, reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, { ...signed(house.keys, "", []).headers, "content-type": "application/json" });
  const block = Buffer.alloc(64 * 1024, 32);
  let sent = 0;
  const more = (): void => {
    while (sent < HUNDRED_MEGABYTES && !reply.raw.destroyed) {
      sent += block.length;
      if (!reply.raw.write(block)) return void reply.raw.once("drain", more);
    }
    reply.raw.end();
  };
  more();
}
