import type { z } from "zod";
import type { Permission } from "./permissions.ts";
import type { RefusalCode } from "./refusals.ts";

/**
 * Who may ask. `shop` and `platform` name a permission that the caller's role must carry; a shop's routes carry
 * `{shopId}` in their path. `provider`: an outside service that proves itself by its signature over the raw body.
 */
export type Access =
  | { by: "anyone" }
  | { by: "person" }
  | { by: "shop"; may: Permission }
  | { by: "platform"; may: Permission }
  | { by: "provider" };

/** How a request is limited; `limits.ts` of the platform gives each class its numbers. */
export type Pace = "read" | "write" | "buy" | "chat" | "code" | "upload" | "drop" | "provider";

/**
 * One endpoint: the server's route, its OpenAPI operation and the typed client are all made from this. `in` is one flat
 * object: the names in the path come from the path, the rest from the query (GET, DELETE) or the JSON body.
 */
export type Route<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: `/api/${string}`;
  access: Access;
  /** What it does, for the reference. */
  summary: { zh: string; en: string };
  /**
   * `stored`: the platform stores key and answer in the effect's transaction (every unsafe route, unless said
   * otherwise). `own`: the use-case is idempotent by its own request id (batches, outside calls). `none`: reads,
   * signed notices, and what is harmless twice.
   */
  idempotency?: "stored" | "own" | "none";
  pace?: Pace;
  /** `multipart`: one file beside the fields. `raw`: the handler reads the bytes themselves. */
  body?: "json" | "multipart" | "raw";
  in: In;
  out: Out;
  refusals: readonly RefusalCode[];
};

export const route = <In extends z.ZodType, Out extends z.ZodType>(endpoint: Route<In, Out>): Route<In, Out> =>
  endpoint;
