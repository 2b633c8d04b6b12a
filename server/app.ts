import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { contractRoutes } from "#platform/contract";
import { freshBytes } from "#platform/fresh-bytes";
import { registered } from "#platform/http";
import type { House, Parts } from "#platform/parts";
import { demoRoutes } from "./demo-clock.ts";
import { answerErrors } from "./edge/errors.ts";
import { setHeaders } from "./edge/headers.ts";
import { type Draining, healthRoutes } from "./edge/health.ts";
import { fileRoutes, pageRoutes } from "./edge/pages.ts";
import { referenceRoutes } from "./edge/reference.ts";

const BODY_MAX_BYTES = 262_144;
const PICTURE_MAX_BYTES = 10_485_760;

/** The HTTP face of the house: every module's routes behind one edge, the pages, the reference and the health. */
export async function createApp(
  house: House,
  parts: readonly Parts[],
  draining: Draining = { now: false },
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: house.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX_BYTES,
    trustProxy: house.config.trustedProxies.length > 0 ? house.config.trustedProxies : false,
    genReqId: () => freshBytes(9).toString("base64url"),
    forceCloseConnections: "idle",
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 300 },
  });
  answerErrors(app);
  setHeaders(app, house.config);
  await app.register(cookie);
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fileSize: PICTURE_MAX_BYTES, fields: 8, parts: 9 },
  });
  healthRoutes(app, house, draining);
  fileRoutes(app, house);
  for (const part of parts) part.routes?.(app, house);
  demoRoutes(app, house);
  await referenceRoutes(app);
  pageRoutes(app);
  await mountedAll();
  return app;
}

/** A route of the contract that nobody serves is a promise without a keeper: the server refuses to start. */
async function mountedAll(): Promise<void> {
  const mounted = new Set<unknown>(registered);
  const missing = Object.entries(await contractRoutes()).filter(([, route]) => !mounted.has(route));
  if (missing.length > 0) throw new Error(`no module serves ${missing.map(([name]) => name).join(", ")}`);
}
