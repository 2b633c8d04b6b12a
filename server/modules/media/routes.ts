import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/media";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { storeImage } from "./store-image.ts";
import { hearStatuses } from "./stream-board.ts";

export function mediaRoutes(app: FastifyInstance, house: House): void {
  hearStatuses(house);
  serve(app, house, api.uploadImage, async ({ caller, request }) => {
    if (!request.isMultipart()) throw new Refusal("request.media_type");
    const file = await request.file();
    if (!file) throw new Refusal("request.invalid", { errors: [{ pointer: "/file" }] });
    const bytes = await file.toBuffer();
    const { id, url, width, height } = await storeImage(house.db, house.storage, caller.personId, bytes);
    return { id, url, width, height };
  });
}
