import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { shot } from "../load.ts";

export type Question = {
  method: "GET" | "POST" | "PUT";
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
};
export type Answer = { status: number; text: string; header: (name: string) => string | undefined };
/** One kept connection that asks one thing at a time. */
export type Line = { ask: (question: Question) => Promise<Answer>; close: () => void };

const HEAD_END = Buffer.from("\r\n\r\n");

/** The first whole answer in what has come so far, or nothing yet. */
function answerIn(bytes: Buffer): Answer | undefined {
  const head = bytes.indexOf(HEAD_END);
  if (head < 0) return undefined;
  const said = bytes.toString("latin1", 0, head);
  const length = /\r\ncontent-length: *(\d+)/i.exec(said)?.[1];
  if (length === undefined) throw new Error(`an answer without content-length: ${said}`);
  const end = head + HEAD_END.length + Number(length);
  if (bytes.length < end) return undefined;
  return {
    status: Number(said.slice(9, 12)),
    text: bytes.toString("utf8", head + HEAD_END.length, end),
    header: (name) => new RegExp(`\\r\\n${name}: *([^\\r]*)`, "i").exec(said)?.[1],
  };
}

/** Waits for one answer; a connection that ends first is a failure of the server that is measured. */
const answerOf = (socket: Socket): Promise<Answer> =>
  new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0);
    const end = (settle: () => void): void => {
      socket.off("data", onData).off("error", onEnd).off("close", onEnd);
      settle();
    };
    const onEnd = (error?: unknown): void =>
      end(() => reject(error instanceof Error ? error : new Error("the connection was closed before an answer")));
    const onData = (chunk: Buffer): void => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      try {
        const answer = answerIn(bytes);
        if (answer) end(() => resolve(answer));
      } catch (error) {
        onEnd(error);
      }
    };
    socket.on("data", onData).once("error", onEnd).once("close", onEnd);
  });

export async function openLine(port: number): Promise<Line> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true, keepAlive: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
  });
  return {
    ask: ({ method, path, headers = {}, body }) => {
      const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
      const answer = answerOf(socket);
      socket.write(shot(method, path, { host: "127.0.0.1", ...headers }, text));
      return answer;
    },
    close: () => void socket.destroy(),
  };
}

/** An answer that had to be a yes, read as what the caller knows it to be. */
export async function must<T>(line: Line, question: Question): Promise<T> {
  const { status, text } = await line.ask(question);
  if (status < 200 || status > 299)
    throw new Error(`${question.method} ${question.path} answered ${status}: ${text.slice(0, 600)}`);
  return JSON.parse(text) as T;
}

/** Waits until somebody listens on a port. */
export async function untilListens(port: number, withinMs = 20_000): Promise<void> {
  for (const until = performance.now() + withinMs; ; await sleep(100)) {
    try {
      return (await openLine(port)).close();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
  }
}
