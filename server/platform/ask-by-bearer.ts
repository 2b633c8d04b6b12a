import type { z } from "zod";
import { type Asked, no, unknown, yes } from "./asked.ts";
import { type Egress, type EgressAnswer, EgressFailed } from "./egress.ts";

type Asking<S extends z.ZodType> = {
  egress: Egress;
  secret: string;
  method: "GET" | "POST";
  url: string;
  body?: unknown;
  shape: S;
  /** The refusals that are a no for certain. */
  noCodes: readonly string[];
};

const TIMEOUT_MS = 5000;

/** Asks a party that knows us by a shared secret, and says how sure its answer is. */
export async function askByBearer<S extends z.ZodType>(asking: Asking<S>): Promise<Asked<z.output<S>>> {
  const answer = await sent(asking);
  if (!answer) return unknown("silence");
  const { status, body } = answer;
  const content = jsonIn(body);
  if (status >= 200 && status < 300) {
    const read = asking.shape.safeParse(content);
    return read.success ? yes(read.data) : unknown("unreadable");
  }
  if (status === 401) return unknown("set_up");
  if (status === 429) return unknown("throttled");
  if (status >= 500) return unknown("server_error");
  const code = typeof content === "object" && content !== null && "code" in content ? content.code : undefined;
  return typeof code === "string" && asking.noCodes.includes(code) ? no(code) : unknown("unlisted");
}

async function sent({ egress, secret, method, url, body }: Asking<z.ZodType>): Promise<EgressAnswer | undefined> {
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const payload = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    return await egress.send({ method, url, headers, timeoutMs: TIMEOUT_MS, ...payload });
  } catch (error) {
    if (error instanceof EgressFailed && error.kind !== "not_listed") return undefined;
    throw error;
  }
}

/** Undefined for what is not JSON: the shape then says no. */
function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
