import { z } from "zod";
import { id } from "../kinds.ts";
import { route } from "../route.ts";

/** One picture as multipart field `file`, at most 10 MB and 50 megapixels; it is re-encoded, and its EXIF is gone. */
export const uploadImage = route({
  method: "POST",
  path: "/api/media/uploads",
  access: { by: "person" },
  pace: "upload",
  body: "multipart",
  idempotency: "none",
  summary: { zh: "上传图片", en: "Upload a picture" },
  in: z.object({}),
  out: z.object({ id, url: z.string(), width: z.int(), height: z.int() }),
  refusals: ["media.too_large", "media.bad_type"],
});
