import { type Endpoints, endpoints } from "#contract/endpoints";
import type { input as Wire, ZodType } from "zod";
import { ApiProblem, type Details } from "./problem.ts";
import { learnServerTime, learnToldTime } from "./server-clock.ts";

export type EndpointName = keyof Endpoints & string;
type Said<R, Side extends "in" | "out"> = R extends { [K in Side]: infer S extends ZodType } ? Wire<S> : unknown;
export type InputOf<K extends EndpointName> = Said<Endpoints[K], "in">;
export type AnswerOf<K extends EndpointName> = Said<Endpoints[K], "out">;

export type CallOptions = {
  signal?: AbortSignal | undefined;
  /** Give the key of the first attempt when a person retries: then asking twice does it once. */
  idempotencyKey?: string | undefined;
  timeoutMs?: number | undefined;
};

const safe = new Set(["GET", "HEAD"]);
const bodiless = new Set(["GET", "HEAD", "DELETE"]);

export type Wired = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | FormData | undefined;
};

/** Path parameters are filled from the input; what is left travels as query or as JSON. */
export function wire(method: string, path: string, input: unknown, idempotencyKey?: string): Wired {
  const headers: Record<string, string> = { accept: "application/json" };
  if (!safe.has(method)) headers["idempotency-key"] = idempotencyKey ?? crypto.randomUUID();
  if (input instanceof FormData) return { method, url: path, headers, body: input };
  const rest = { ...(input as Record<string, unknown> | undefined) };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    if (typeof value !== "string" && typeof value !== "number") throw new Error(`${path} needs ${name}`);
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  if (bodiless.has(method)) return { method, url: withQuery(filled, rest), headers, body: undefined };
  headers["content-type"] = "application/json";
  return { method, url: filled, headers, body: JSON.stringify(rest) };
}

function withQuery(path: string, rest: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  const said = response.headers.get("content-type")?.includes("json") ? (JSON.parse(text) as Details) : {};
  const requestIds = [said.requestId, said.request_id, response.headers.get("x-request-id")];
  return new ApiProblem({
    status: response.status,
    code: typeof said.code === "string" ? said.code : `http.${response.status}`,
    details: (said.details as Details | undefined) ?? {},
    requestId: requestIds.find((one) => typeof one === "string") ?? "",
  });
}

/** Fetches and tells three failures apart: we are offline, it took too long, the server said no. */
export async function send(wired: Wired, options: CallOptions = {}): Promise<Response> {
  const patience = AbortSignal.timeout(options.timeoutMs ?? 15_000);
  const signal = options.signal ? AbortSignal.any([options.signal, patience]) : patience;
  const sentAt = Date.now();
  let response: Response;
  try {
    const { method, headers, body } = wired;
    response = await fetch(wired.url, { method, headers, signal, credentials: "same-origin", body: body ?? null });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    if (patience.aborted) throw new ApiProblem({ kind: "timeout", status: 0, code: "client.timeout" });
    throw new ApiProblem({ kind: "offline", status: 0, code: "client.offline" });
  }
  const dated = response.headers.get("date");
  // The header counts whole seconds: its middle is the best guess.
  if (dated) learnServerTime(Date.parse(dated) + 500, sentAt, Date.now());
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** Calls one endpoint of the register by its name. */
export async function call<K extends EndpointName>(
  name: K,
  input: InputOf<K> | FormData,
  options: CallOptions = {},
): Promise<AnswerOf<K>> {
  const [method, path] = endpoints[name] as unknown as readonly [string, string];
  const response = await send(wire(method, path, input, options.idempotencyKey), options);
  if (response.status === 204) return undefined as AnswerOf<K>;
  const answer = (await response.json()) as AnswerOf<K>;
  learnToldTime(answer);
  return answer;
}
