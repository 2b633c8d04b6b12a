import fastify, { type FastifyInstance } from "fastify";
import { mountCalls } from "./calls.ts";
import { mountCarrier } from "./carrier-routes.ts";
import { mountDeeds } from "./deeds.ts";
import type { House } from "./house.ts";
import { mountPayPage } from "./pay-routes.ts";
import { mountRealName } from "./real-name.ts";
import { Refused } from "./refused.ts";
import { mountSms } from "./sms.ts";

/** One HTTP server for the four outside parties. */
export function buildApp(house: House): FastifyInstance {
  const app = fastify({ bodyLimit: 256 * 1024, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Refused) return reply.code(error.status).send({ code: error.code, message: error.message });
    const status = error.statusCode ?? 500;
    if (status >= 500) process.stderr.write(`${error.stack ?? error.message}\n`);
    return reply.code(status).send({ code: status >= 500 ? "SYSTEM_ERROR" : "PARAM_ERROR", message: error.message });
  });
  app.get("/healthz", () => ({ ok: true, money: "test" }));
  mountCalls(app, house);
  mountPayPage(app, house);
  mountCarrier(app, house);
  mountSms(app, house);
  mountRealName(app, house);
  mountDeeds(app, house);
  return app;
}
