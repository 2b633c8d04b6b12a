import type { z } from "zod";
import { type Asked, no, unknown, yes } from "#platform/asked";
import { type Egress, type EgressAnswer, EgressFailed } from "#platform/egress";
import type { Keyring } from "./credentials.ts";
import { refusalShape } from "./shapes.ts";
import { authorization } from "./sign.ts";
import { verdictOn } from "./verify.ts";

export type Line = { baseUrl: string; keyring: Keyring; egress: Egress; wallClock: () => Date; timeoutMs: number };
export type Question<S extends z.ZodType> = {
  method: "GET" | "POST";
  path: string;
  body?: unknown;
  shape: S;
  /** A signature says who speaks, not about what: an answer about another number is no answer to ours. */
  about?: (value: z.output<S>) => boolean;
};

/** The codes that are a no for certain. Whatever is not listed here is unknown. */
const LISTED: Record<number, ReadonlySet<string>> = {
  400: new Set(["PARAM_ERROR", "INVALID_REQUEST", "ORDER_PAID", "ORDER_CLOSED", "OUT_TRADE_NO_USED", "RULE_LIMIT"]),
  403: new Set(["NO_AUTH"]),
  404: new Set(["ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS", "NO_STATEMENT_EXIST"]),
};

/** Asks the provider one thing and says how sure the answer is. */
export async function ask<S extends z.ZodType>(line: Line, question: Question<S>): Promise<Asked<z.output<S>>> {
  const answer = await sent(line, question);
  if (!answer) return unknown("silence");
  const { status, headers, body } = answer;
  const verified = verdictOn(body, headers, line.keyring.providerKeys, line.wallClock()) === "ok";
  if (status >= 200 && status < 300) {
    if (!verified) return unknown("unverified");
    if (status === 202) return unknown("under_way");
    const read = question.shape.safeParse(jsonIn(body));
    if (!read.success) return unknown("unreadable");
    return question.about?.(read.data) === false ? unknown("unverified") : yes(read.data);
  }
  return refusalIn(answer, verified);
}

function refusalIn({ status, headers, body }: EgressAnswer, verified: boolean): Asked<never> {
  if (status === 401) return unknown("set_up");
  if (status === 429) return unknown("throttled", secondsIn(headers["retry-after"]));
  if (status >= 500) return unknown("server_error");
  // The house dialect signs its refusals too, so an unsigned no is nobody's no.
  if (!verified) return unknown("unverified");
  const { data: refusal } = refusalShape.safeParse(jsonIn(body));
  if (status === 403 && refusal?.code === "NOT_ENOUGH") return unknown("not_enough");
  return refusal && LISTED[status]?.has(refusal.code) ? no(refusal.code) : unknown("unlisted");
}

async function sent(line: Line, { method, path, body }: Question<z.ZodType>): Promise<EgressAnswer | undefined> {
  const text = body === undefined ? "" : JSON.stringify(body, wholeFen);
  const signature = authorization(line.keyring, method, path, text, line.wallClock());
  return knock(line, {
    method,
    url: line.baseUrl + path,
    headers: { authorization: signature, accept: "application/json", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: text }),
    timeoutMs: line.timeoutMs,
  });
}

/** Undefined when nobody answered in time: then nothing is known. */
async function knock(line: Line, request: Parameters<Egress["send"]>[0]): Promise<EgressAnswer | undefined> {
  try {
    return await line.egress.send(request);
  } catch (error) {
    if (error instanceof EgressFailed && error.kind !== "not_listed") return undefined;
    throw error;
  }
}

const FILE_BYTES_MAX = 1024 * 1024;

/** Fetches an unsigned file; whoever asks has its digest from a signed answer. */
export async function fetchFile(line: Line, path: string): Promise<Buffer | undefined> {
  const signature = authorization(line.keyring, "GET", path, "", line.wallClock());
  const request = {
    method: "GET",
    url: line.baseUrl + path,
    headers: { authorization: signature },
    timeoutMs: line.timeoutMs,
  } as const;
  const answer = await knock(line, { ...request, bodyBytesMax: FILE_BYTES_MAX });
  return answer?.status === 200 ? answer.body : undefined;
}

function wholeFen(_name: string, value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError("an amount beyond 2^53 fen");
  return Number(value);
}

function secondsIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
