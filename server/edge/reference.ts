import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { refusals } from "#contract/refusals";
import { contractRoutes } from "#platform/contract";
import { openApiDocument } from "#platform/openapi";

const scalar = join(dirname(createRequire(import.meta.url).resolve("@scalar/api-reference")), "browser/standalone.js");
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Jishi API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><script id="api-reference" data-url="/openapi.json" data-configuration='{"withDefaultFonts":false,"telemetry":false,"agent":{"disabled":true}}'></script>
<script src="/reference/scalar.js"></script></body></html>`;
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self' data:; frame-ancestors 'none'";

/** The document of the API, its reader from our own origin, and a page for every problem type. */
export async function referenceRoutes(app: FastifyInstance): Promise<void> {
  const document = JSON.stringify(openApiDocument(await contractRoutes()));
  app.get("/openapi.json", async (_request, reply) => reply.header("content-type", "application/json").send(document));
  app.get("/reference", async (_request, reply) =>
    reply.header("content-type", "text/html; charset=utf-8").header("content-security-policy", POLICY).send(PAGE),
  );
  app.get("/reference/scalar.js", async (_request, reply) =>
    reply
      .header("content-type", "text/javascript")
      .header("cache-control", "public, max-age=86400")
      .send(createReadStream(scalar)),
  );
  app.get<{ Params: { code: string } }>("/problems/:code", async (request, reply) => {
    const code = request.params.code;
    if (!Object.hasOwn(refusals, code)) return reply.callNotFound();
    return reply.send({ code, ...refusals[code as keyof typeof refusals] });
  });
}
