import type { FastifyInstance } from "fastify";
import { clock } from "#platform/clock";
import type { Config } from "#platform/config";

/** What a browser may do on our pages: scripts of our own, pictures of our own, streams from the media port. */
export function policyOf({ mediaUrl }: Config): string {
  const socket = "ws: wss:";
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `media-src 'self' blob: ${mediaUrl}`,
    `connect-src 'self' ${mediaUrl} ${socket}`,
    "worker-src 'self' blob:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export function setHeaders(app: FastifyInstance, config: Config): void {
  const policy = policyOf(config);
  app.addHook("onSend", async (request, reply) => {
    reply.header("x-content-type-options", "nosniff");
    reply.header("x-request-id", request.id);
    if (request.url.startsWith("/api/")) {
      // Countdowns are corrected by this header, so it tells the clock that decides, which in the demo may run ahead.
      reply.header("date", clock.now().toUTCString());
      if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
      return;
    }
    reply.header("referrer-policy", "same-origin");
    if (!reply.hasHeader("content-security-policy")) reply.header("content-security-policy", policy);
  });
}
