import { timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { fieldsOf, Refused } from "./refused.ts";

export function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refused(400, "PARAM_ERROR", "the body is not JSON");
    throw error;
  }
}

const hasType = (request: FastifyRequest, type: string): boolean =>
  (request.headers["content-type"] ?? "").startsWith(type);

/** JSON by name only: a page of another origin cannot send that without asking first. */
export function jsonOf(request: FastifyRequest): Record<string, unknown> {
  if (!hasType(request, "application/json")) throw new Refused(415, "PARAM_ERROR", "application/json is wanted");
  return fieldsOf(parsed(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)));
}

const isForm = (request: FastifyRequest): boolean => hasType(request, "application/x-www-form-urlencoded");

export function formOf(request: FastifyRequest): Record<string, unknown> {
  if (!isForm(request)) return jsonOf(request);
  return Object.fromEntries(new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : ""));
}

export const wantsPage = isForm;

/** Chinese unless the reader asked for English. */
export function languageOf(request: FastifyRequest): "zh" | "en" {
  const asked = (request.query as { lang?: string }).lang;
  if (asked === "zh" || asked === "en") return asked;
  const first = (request.headers["accept-language"] ?? "").split(",")[0] ?? "";
  return first.toLowerCase().startsWith("en") ? "en" : "zh";
}

export function bearer(request: FastifyRequest, secret: string): void {
  const given = Buffer.from((request.headers.authorization ?? "").replace(/^Bearer /, ""));
  const wanted = Buffer.from(secret);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new Refused(401, "NO_AUTH", "the secret does not fit");
}
