import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

const OPEN_HEADERS = {
  "access-control-allow-origin": "*",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

export const answer = (
  response: ServerResponse,
  status: number,
  body: Buffer | string = "",
  headers: OutgoingHttpHeaders = {},
): void => answerParts(response, [typeof body === "string" ? Buffer.from(body) : body], headers, status);

/** Several shared buffers as one body of known length; a HEAD gets the headers alone. */
export function answerParts(
  response: ServerResponse,
  bodies: Buffer[],
  headers: OutgoingHttpHeaders = {},
  status = 200,
): void {
  if (response.destroyed) return;
  const length = bodies.reduce((sum, body) => sum + body.length, 0);
  response.writeHead(status, { ...OPEN_HEADERS, "content-length": length, ...headers });
  if (response.req.method !== "HEAD") for (const body of bodies) response.write(body);
  response.end();
}

/** Headers of a body without end and without chunks: it lasts until the connection closes. */
export function beginEndless(response: ServerResponse, type: string): void {
  response.useChunkedEncodingByDefault = false;
  response.writeHead(200, { ...OPEN_HEADERS, "content-type": type, connection: "close" });
  response.flushHeaders();
}
