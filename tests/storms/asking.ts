import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer, Ask, Journal } from "./journal.ts";

export type Request = {
  port: number;
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string;
};
export type Said = { status: number; body: Record<string, unknown> };

const PATIENCE_MS = 15_000;

/** One line per buyer, kept open as a phone keeps it. */
export const openLine = (): Agent => new Agent({ keepAlive: true, maxSockets: 2 });

/** Sends once. Undefined: the line broke, or nobody answered in time, and nobody knows what became of it. */
export function send(line: Agent, { port, method, path, headers = {}, body }: Request): Promise<Said | undefined> {
  const { promise, resolve } = Promise.withResolvers<Said | undefined>();
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const asked = request({
    ...{ agent: line, host: "127.0.0.1", port, method, path },
    headers: { "content-type": "application/json", ...headers, ...length },
  });
  const timer = setTimeout(() => asked.destroy(), PATIENCE_MS);
  const known = (said?: Said): void => {
    clearTimeout(timer);
    resolve(said);
  };
  asked.on("error", () => known());
  asked.on("response", (answer) => {
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.on("error", () => known());
    answer.on("close", () => known()); // cut off before its end: as good as never answered
    answer.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const isJson = /json/.test(answer.headers["content-type"] ?? "");
      known({ status: answer.statusCode!, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} });
    });
  });
  asked.end(body);
  return promise;
}

/** Nobody knows yet: silence, a house that is away or busy, a twin of the same request still under way. */
const isUnknown = (said: Said | undefined): said is undefined =>
  said === undefined || said.status >= 500 || said.status === 429 || said.body["code"] === "request.in_flight";

export type Asker = {
  journal: Journal;
  line: Agent;
  /** Told of each answer that is none: a fault of the house is never an answer. */
  onFault: (fault: string) => void;
  /** Told of each deed that is known now; `sentMs` is when the question left that was answered. */
  onKnown: (known: { ask: Ask; answer: Answer; port: number; sentMs: number }) => void;
};

/**
 * Asks until somebody knows, each time under the same name, wherever it leads: the wish is on disk before it leaves, its
 * answer after. Anything but a yes or a plain no is asked again.
 */
export async function askUntilKnown(
  { journal, line, onFault, onKnown }: Asker,
  ask: Ask,
  requestOf: (attempt: number) => Request,
): Promise<Answer> {
  await journal.ask(ask);
  for (let unknowns = 0; ; unknowns++) {
    const request = requestOf(unknowns);
    const sentMs = performance.now();
    const said = await send(line, request);
    if (said?.status === 500) onFault(`${ask.deed} ${ask.id} was answered by a fault: ${JSON.stringify(said.body)}`);
    if (isUnknown(said)) {
      await wait(Math.min(50 + 50 * unknowns, 500));
      continue;
    }
    const ok = said.status < 400;
    const told = ok ? said.body : {};
    const answer = {
      id: ask.id,
      ok,
      told,
      unknowns,
      ...(ok ? {} : { code: String(said.body["code"] ?? said.status) }),
    };
    journal.answer(answer);
    onKnown({ ask, answer, port: request.port, sentMs });
    return answer;
  }
}
