import type { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/media";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { storeImage } from "./store-image.ts";
import { hearStatuses } from "./stream-board.ts";

const PICTURE_MAX_BYTES = 10_485_760;
const FORM_BYTES = 16_384; // what a form adds around its file

/** Reads one file of a form; stops at the limit without waiting for the rest, which may never end. */
async function readFile(stream: Readable & { truncated?: boolean }): Promise<Buffer> {
  const tooLarge = new Refusal("media.too_large", { maxBytes: PICTURE_MAX_BYTES });
  if (stream.truncated) throw tooLarge;
  stream.once("limit", () => stream.destroy(tooLarge));
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function mediaRoutes(app: FastifyInstance, house: House): void {
  hearStatuses(house);
  serve(app, house, api.uploadImage, async ({ caller, request }) => {
    if (!request.isMultipart()) throw new Refusal("request.media_type");
    if (Number(request.headers["content-length"] ?? 0) > PICTURE_MAX_BYTES + FORM_BYTES)
      throw new Refusal("media.too_large", { maxBytes: PICTURE_MAX_BYTES });
    const file = await request.file();
    if (!file) throw new Refusal("request.invalid", { errors: [{ pointer: "/file" }] });
    const bytes = await readFile(file.file);
    const { id, url, width, height } = await storeImage(house.db, house.storage, caller.personId, bytes);
    return { id, url, width, height };
  });
}
