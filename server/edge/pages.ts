import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { problemOf } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { firstAnswers } from "./first-answers.ts";
import { sendPacked } from "./pack.ts";

const DIST = join(import.meta.dirname, "../../web/dist");
const YEAR = "public, max-age=31536000, immutable";

/** The two web apps: hashed assets for a year, the page itself always fresh, any path of an app is the app. */
export function pageRoutes(app: FastifyInstance): void {
  for (const [name, prefix] of [
    ["staff", "/staff/"],
    ["buyer", "/"],
  ] as const) {
    const root = join(DIST, name);
    if (!existsSync(root)) continue;
    void app.register(staticFiles, {
      root,
      prefix,
      index: false,
      wildcard: false,
      preCompressed: true,
      decorateReply: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header("cache-control", path.includes("/assets/") ? YEAR : "no-cache");
      },
    });
  }
  const shell = (name: string): string | undefined => {
    const file = join(DIST, name, "index.html");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const shells = { staff: shell("staff"), buyer: shell("buyer") };
  const withFirstAnswers = firstAnswers(app, join(DIST, "buyer/.vite/manifest.json"));
  app.setNotFoundHandler(async (request, reply): Promise<FastifyReply> => {
    const path = request.url.split("?")[0]!;
    const page = path === "/staff" || path.startsWith("/staff/") ? shells.staff : shells.buyer;
    const isPage = request.method === "GET" && !path.startsWith("/api/") && !/\.\w{1,8}$/.test(path);
    if (isPage && page) {
      reply.header("content-type", "text/html; charset=utf-8").header("cache-control", "no-cache");
      return sendPacked(request, reply, page === shells.buyer ? await withFirstAnswers(page, path, request) : page);
    }
    return reply
      .code(404)
      .header("content-type", "application/problem+json; charset=utf-8")
      .send(problemOf(new Refusal("request.not_found"), request));
  });
}

/** Pictures that people brought, from storage: never executable, never guessed at. */
export function fileRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Params: { "*": string } }>("/files/*", async (request, reply) => {
    const found = await house.storage.read(request.params["*"]);
    if (!found) return reply.callNotFound();
    return reply
      .header("content-type", "image/webp")
      .header("content-length", found.bytes)
      .header("cache-control", YEAR)
      .header("content-security-policy", "sandbox; default-src 'none'")
      .send(found.stream);
  });
}
