import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ZodError } from "zod";
import type { RefusalCode } from "#contract/refusals";
import { refusals } from "#contract/refusals";
import { Busy } from "#platform/batcher";
import { databaseAway } from "#platform/db";
import { problemOf, secondsToWait } from "#platform/http";
import { NoIds } from "#platform/ids";
import { type Details, Refusal } from "#platform/refusal";

// What Fastify itself refuses while it reads a request.
const READING: Record<string, RefusalCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "request.too_large",
  FST_REQ_FILE_TOO_LARGE: "media.too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "request.media_type",
  FST_INVALID_MULTIPART_CONTENT_TYPE: "request.media_type",
};

const pointersOf = (error: ZodError): Details => ({
  errors: error.issues.slice(0, 20).map(({ path, code }) => ({ pointer: `/${path.join("/")}`, code })),
});

/** Finds the refusal in whatever was thrown; undefined means a bug of ours. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof ZodError) return new Refusal("request.invalid", pointersOf(error));
  if (error instanceof Busy) return new Refusal("server.busy", { retryAfterSeconds: 1 });
  if (error instanceof NoIds || databaseAway(error)) return new Refusal("server.away", { retryAfterSeconds: 2 });
  const { code, statusCode } = error as FastifyError;
  if (code && READING[code]) return new Refusal(READING[code]);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Refusal("request.invalid");
  return undefined;
}

// Hanging up at once would reset the connection, and the sender would never read why. We listen a little longer.
const LINGER_MS = 3_000;
function hangUpLater({ raw }: FastifyRequest): void {
  raw.resume();
  setTimeout(() => raw.complete || raw.socket.destroy(), LINGER_MS).unref();
}

/** Every "no" and every fault leaves the house in one shape; a bug is told to the log in full and to the caller by its number. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = refusalIn(error);
    if (!refusal) request.log.error({ err: error, path: request.routeOptions.url }, "a fault of ours");
    else if (refusal.code === "server.away") request.log.warn({ err: error }, "the database is away");
    const told = refusal ?? new Refusal("server.error");
    const { status } = refusals[told.code];
    const wait = secondsToWait(told);
    if (wait !== undefined) reply.header("retry-after", wait);
    if (status === 413) hangUpLater(request);
    return reply
      .code(status)
      .header("content-type", "application/problem+json; charset=utf-8")
      .send(problemOf(told, request));
  });
}
