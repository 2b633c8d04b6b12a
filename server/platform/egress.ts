import http from "node:http";
import https from "node:https";

/** The way out to parties we chose ourselves: providers' hosts and the sandbox. Addresses of users never come here. */
export type Egress = { send(request: EgressRequest): Promise<EgressAnswer>; close(): void };
export type EgressRequest = {
  method: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** From the first byte out to the last byte in, however slowly it drips. */
  timeoutMs?: number;
  bodyBytesMax?: number;
};
export type EgressAnswer = { status: number; headers: Record<string, string>; body: Buffer };

/** Nobody answered, or not within the limits: the deed asked for may still have happened. */
export class EgressFailed extends Error {
  readonly kind: "not_listed" | "timeout" | "connection" | "too_large";
  constructor(kind: EgressFailed["kind"], sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.kind = kind;
  }
}

const KB = 1024;
const BODY_BYTES_DEFAULT = 64 * KB;
const BODY_BYTES_LIMIT = 1024 * KB;
const TIMEOUT_MS = 10_000;

/** Calls reach the listed origins only, over connections of their own; a redirect is an answer, never followed. */
export function trustedEgress(origins: string[], options: { socketsMax?: number } = {}): Egress {
  const listed = new Set(origins.map((origin) => new URL(origin).origin));
  const pool = {
    keepAlive: true,
    maxSockets: options.socketsMax ?? 64,
    maxFreeSockets: 16,
    scheduling: "lifo",
  } as const;
  const agents = { "http:": new http.Agent(pool), "https:": new https.Agent(pool) };
  return {
    send: async (request) => {
      const url = new URL(request.url);
      if (!listed.has(url.origin)) throw new EgressFailed("not_listed", `${url.origin} is not a listed origin`);
      return url.protocol === "https:"
        ? exchange(https, { ...request, agent: agents["https:"] })
        : exchange(http, { ...request, agent: agents["http:"] });
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

type Exchange = EgressRequest & { agent: http.Agent };

function exchange(by: typeof http | typeof https, asked: Exchange): Promise<EgressAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<EgressAnswer>();
  const body = asked.body === undefined ? undefined : Buffer.from(asked.body);
  const headers = { ...asked.headers, ...(body ? { "content-length": String(body.length) } : {}) };
  const outgoing = by.request(asked.url, { method: asked.method, headers, agent: asked.agent });

  const late = new EgressFailed("timeout", `no whole answer within ${asked.timeoutMs ?? TIMEOUT_MS} ms`);
  const timer = setTimeout(() => outgoing.destroy(late), asked.timeoutMs ?? TIMEOUT_MS);
  const fail = (error: Error): void => {
    clearTimeout(timer);
    reject(error instanceof EgressFailed ? error : new EgressFailed("connection", error.message, error));
  };
  outgoing.on("error", fail);
  outgoing.on("response", (incoming) => {
    const limit = Math.min(asked.bodyBytesMax ?? BODY_BYTES_DEFAULT, BODY_BYTES_LIMIT);
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) outgoing.destroy(new EgressFailed("too_large", `the answer is over ${limit} bytes`));
      else chunks.push(chunk);
    });
    incoming.on("error", fail);
    incoming.on("end", () => {
      clearTimeout(timer);
      resolve({
        status: incoming.statusCode ?? 0,
        headers: single(incoming.headersDistinct),
        body: Buffer.concat(chunks),
      });
    });
  });
  outgoing.end(body);
  return promise;
}

// A header sent twice is left out: which of two signatures to believe is not ours to guess.
function single(headers: NodeJS.Dict<string[]>): Record<string, string> {
  const once: Record<string, string> = {};
  for (const [name, values] of Object.entries(headers)) if (values?.length === 1 && values[0]) once[name] = values[0];
  return once;
}
