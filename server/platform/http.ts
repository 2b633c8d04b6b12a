import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { id } from "#contract/kinds";
import { refusals } from "#contract/refusals";
import type { Route } from "#contract/route";
import type { Db, Tx } from "./db.ts";
import { type Answer, fingerprintOf, once } from "./idempotency.ts";
import type { Caller, House } from "./parts.ts";
import { Refusal } from "./refusal.ts";

/**
 * What a handler gets. `db` is the request's own transaction on routes with stored idempotency (use-cases join it),
 * the pool on others. `requestId` is the caller's name for this attempt: the Idempotency-Key, or our own on reads.
 */
export type Call<In> = {
  input: In;
  db: Db | Tx;
  requestId: string;
  request: FastifyRequest;
  reply: FastifyReply;
  raw: Buffer;
};
export type SignedCall<In> = Call<In> & { caller: Caller };
export type OpenCall<In> = Call<In> & { caller: Caller | undefined };

type AnyRoute = Route;
type In<R extends AnyRoute> = z.output<R["in"]>;
type Out<R extends AnyRoute> = z.output<R["out"]>;
export type Handler<R extends AnyRoute> = (call: SignedCall<In<R>>) => Promise<Out<R>>;
export type OpenHandler<R extends AnyRoute> = (call: OpenCall<In<R>>) => Promise<Out<R>>;

const Key = z.string().regex(/^[\x21-\x7e]{8,255}$/);
const unsafe = (method: string): boolean => method !== "GET";
export const idempotencyOf = (route: AnyRoute): "stored" | "own" | "none" =>
  route.idempotency ?? (unsafe(route.method) ? "stored" : "none");

function keyOf(route: AnyRoute, request: FastifyRequest): string {
  if (idempotencyOf(route) === "none") return request.id;
  const key = request.headers["idempotency-key"];
  if (key === undefined) throw new Refusal("request.key_missing");
  const read = Key.safeParse(key);
  if (!read.success) throw new Refusal("request.invalid", { errors: [{ pointer: "/idempotency-key" }] });
  return read.data;
}

function inputOf<R extends AnyRoute>(route: R, request: FastifyRequest): In<R> {
  const fields = route.method === "GET" || route.method === "DELETE" ? request.query : request.body;
  if (route.body === "raw") return route.in.parse({ ...(request.params as object) }) as In<R>;
  if (fields !== undefined && fields !== null && (typeof fields !== "object" || Array.isArray(fields)))
    throw new Refusal("request.invalid", { errors: [{ pointer: "" }] });
  return route.in.parse({ ...(fields as object), ...(request.params as object) }) as In<R>;
}

/** Finds who asks, and takes from their allowance whatever the answer will be; a refused caller pays by address. */
async function callerOf(
  house: House,
  route: AnyRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | undefined> {
  const pace = route.pace ?? (unsafe(route.method) ? "write" : "read");
  const take = (caller?: Caller): Promise<void> =>
    house.edge.limits.take(pace, { address: request.ip, ...(caller && { personId: caller.personId }) }, reply);
  if (route.access.by === "provider") {
    await take();
    return;
  }
  try {
    const caller = await house.edge.authenticate(request);
    await take(caller);
    return caller;
  } catch (error) {
    if (!reply.hasHeader("ratelimit")) await take();
    throw error;
  }
}

/** Lets in whom the route names; a foreign shop is as unknown as one that never was. */
async function admit(house: House, { access }: AnyRoute, request: FastifyRequest, caller?: Caller): Promise<void> {
  if (access.by === "provider" || access.by === "anyone") return;
  if (!caller) throw new Refusal("request.unknown_caller");
  if (access.by === "person") return;
  if (access.by === "platform") {
    if (!(await house.edge.allows(caller, access.may, undefined))) throw new Refusal("request.forbidden");
    return;
  }
  const shopId = id.safeParse((request.params as Record<string, unknown>)["shopId"]);
  if (!shopId.success || !(await house.edge.allows(caller, access.may, shopId.data)))
    throw new Refusal("shops.not_found");
}

async function handle<R extends AnyRoute>(
  house: House,
  route: R,
  handler: OpenHandler<R>,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller | undefined,
): Promise<Answer & { replayed: boolean }> {
  const input = inputOf(route, request);
  const requestId = keyOf(route, request);
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const run = async (db: Db | Tx): Promise<Answer> => {
    const out = await handler({ input, db, requestId, request, reply, raw, caller });
    return { status: 200, body: JSON.stringify(z.encode(route.out, out)) };
  };
  if (idempotencyOf(route) !== "stored") return { ...(await run(house.db)), replayed: false };
  const space = caller ? `person:${caller.personId}` : `address:${request.ip}`;
  const attempt = { space, key: requestId, fingerprint: fingerprintOf(`${route.method} ${route.path}`, input) };
  const answerOf = (refusal: Refusal): Answer => ({
    status: refusals[refusal.code].status,
    body: JSON.stringify(problemOf(refusal, request)),
  });
  return once(house.db, attempt, run, answerOf);
}

/** A refusal as it travels: RFC 9457, with our stable code and the details of the refusal. */
export function problemOf({ code, details }: Refusal, request: FastifyRequest): object {
  const { status, zh, en } = refusals[code];
  const english = /^en/i.test(String(request.headers["accept-language"] ?? "zh"));
  const retry = status === 503 || status === 429 ? "after" : code === "request.in_flight" ? "same-key" : "never";
  return { type: `/problems/${code}`, title: english ? en : zh, status, code, requestId: request.id, retry, details };
}

/** When to ask again, in whole seconds, where a refusal says so. */
export function secondsToWait({ details: { retryAfterSeconds, retryAfterMs } }: Refusal): number | undefined {
  if (typeof retryAfterSeconds === "number") return retryAfterSeconds;
  return typeof retryAfterMs === "number" ? Math.ceil(retryAfterMs / 1000) : undefined;
}

/** Makes a contract's endpoint real. The handler reads the call, asks one use-case and shapes its answer. */
function mount<R extends AnyRoute>(app: FastifyInstance, house: House, route: R, handler: OpenHandler<R>): void {
  registered.push(route);
  const callers = new WeakMap<FastifyRequest, Caller>();
  // Before the body is read: a stranger's is not worth reading, and one that cannot be read is counted like any other.
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const caller = await callerOf(house, route, request, reply);
    await admit(house, route, request, caller);
    if (caller) callers.set(request, caller);
  };
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const answer = await handle(house, route, handler, request, reply, callers.get(request)).catch((error: unknown) => {
      // A no is an answer: the way of faults through the edge costs several times as much. But who sends too much is hung
      // up on there.
      if (!(error instanceof Refusal) || refusals[error.code].status === 413) throw error;
      const wait = secondsToWait(error);
      if (wait !== undefined) reply.header("retry-after", wait);
      return { status: refusals[error.code].status, body: JSON.stringify(problemOf(error, request)), replayed: false };
    });
    if (answer.replayed) reply.header("idempotency-replayed", "true");
    const type = answer.status < 400 ? "application/json; charset=utf-8" : "application/problem+json; charset=utf-8";
    return reply.code(answer.status).header("content-type", type).send(answer.body);
  };
  const place = { method: route.method, url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"), onRequest, handler: serve };
  if (route.body !== "raw") return void app.route(place);
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "*",
      { parseAs: "buffer", bodyLimit: 65_536 },
      async (_r: unknown, body: Buffer) => body,
    );
    scope.route(place);
  });
}

/** A route for signed-in people and staff. */
export function serve<R extends AnyRoute>(app: FastifyInstance, house: House, route: R, handler: Handler<R>): void {
  if (route.access.by === "anyone" || route.access.by === "provider")
    throw new Error(`${route.path} is open: mount it with serveOpen`);
  mount(app, house, route, (call) => handler({ ...call, caller: call.caller! }));
}

/** A route for anyone, signed in or not, and for providers, who prove themselves. */
export function serveOpen<R extends AnyRoute>(
  app: FastifyInstance,
  house: House,
  route: R,
  handler: OpenHandler<R>,
): void {
  mount(app, house, route, handler);
}

/** Every route mounted in this process: the boot compares it with the contract. */
export const registered: AnyRoute[] = [];
