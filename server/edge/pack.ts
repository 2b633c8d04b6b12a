import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
// A page is packed for each asker: the last few percent are not worth the wait.
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** A page as small as its asker can unpack: on a phone's line its last seven kilobytes are a frame later. */
export async function sendPacked(request: FastifyRequest, reply: FastifyReply, page: string): Promise<FastifyReply> {
  const taken = String(request.headers["accept-encoding"] ?? "");
  reply.header("vary", "accept-encoding");
  if (/\bbr\b/.test(taken)) return reply.header("content-encoding", "br").send(await brotli(page, QUALITY));
  if (/\bgzip\b/.test(taken)) return reply.header("content-encoding", "gzip").send(await zip(page));
  return reply.send(page);
}
