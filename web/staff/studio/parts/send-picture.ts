import { call, type AnswerOf } from "../../../kit/api.ts";

/** Sends one picture; the server re-encodes it and names it by an id that other calls take. */
export function sendPicture(file: File): Promise<AnswerOf<"uploadImage">> {
  const form = new FormData();
  form.append("file", file);
  return call("uploadImage", form, { timeoutMs: 60_000 });
}
