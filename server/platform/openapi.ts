import { z } from "zod";
import { refusals } from "#contract/refusals";
import type { Route } from "#contract/route";

const shapeOf = (shape: z.ZodType): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io: "input",
    target: "draft-2020-12",
    unrepresentable: "any",
  });
  return schema;
};

type Parameter = { name: string; in: "path" | "query"; required: boolean; schema: unknown };
type Split = { parameters: Parameter[]; body: Record<string, unknown> | undefined };

/** Splits the one flat input into what stands in the path, in the query and in the body. */
function splitInput({ path, method, in: shape }: Route): Split {
  const schema = shapeOf(shape);
  const properties = (schema["properties"] ?? {}) as Record<string, unknown>;
  const required = new Set((schema["required"] ?? []) as string[]);
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!));
  const parameters: Parameter[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    if (inPath.has(name)) parameters.push({ name, in: "path", required: true, schema: property });
    else if (method === "GET" || method === "DELETE")
      parameters.push({ name, in: "query", required: required.has(name), schema: property });
    else rest[name] = property;
  }
  if (method === "GET" || method === "DELETE") return { parameters, body: undefined };
  const body = { type: "object", properties: rest, required: [...required].filter((name) => name in rest) };
  return { parameters, body };
}

const problemsOf = (codes: readonly (keyof typeof refusals)[]): Record<string, unknown> => {
  const byStatus = Object.groupBy(codes, (code) => String(refusals[code].status));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, those]) => [
      status,
      {
        description: (those ?? []).map((code) => `\`${code}\`: ${refusals[code].en}`).join("\n\n"),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
};

const security = ({ access }: Route): Record<string, string[]>[] =>
  access.by === "anyone" || access.by === "provider" ? [] : [{ session: [] }, { bearer: [] }];

const edgeCodes = ({ access, method }: Route): (keyof typeof refusals)[] => [
  "request.invalid",
  "request.too_fast",
  "server.away",
  ...(access.by === "anyone" || access.by === "provider" ? [] : (["request.unknown_caller"] as const)),
  ...(access.by === "platform" ? (["request.forbidden"] as const) : []),
  ...(access.by === "shop" ? (["shops.not_found"] as const) : []),
  ...(method === "GET" ? [] : (["request.reused", "request.in_flight"] as const)),
];

function operation(name: string, route: Route): Record<string, unknown> {
  const { parameters, body } = splitInput(route);
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: true,
    schema: { type: "string", minLength: 8, maxLength: 255 },
  };
  const keyed = route.method !== "GET" && (route.idempotency ?? "stored") !== "none";
  const type = route.body === "multipart" ? "multipart/form-data" : "application/json";
  return {
    operationId: name,
    summary: route.summary.en,
    description: route.summary.zh,
    tags: [route.path.split("/")[2]],
    security: security(route),
    parameters: keyed ? [...parameters, key] : parameters,
    ...(body && { requestBody: { required: true, content: { [type]: { schema: body } } } }),
    responses: {
      200: { description: "Done", content: { "application/json": { schema: shapeOf(route.out) } } },
      ...problemsOf([...new Set([...edgeCodes(route), ...route.refusals])]),
    },
    "x-access": route.access,
  };
}

/** The OpenAPI 3.1 document of the routes given by name. */
export function openApiDocument(routes: Record<string, Route>): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes).toSorted(([a], [b]) => a.localeCompare(b)))
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(name, route);
  return {
    openapi: "3.1.0",
    info: { title: "Jishi", version: "0.2.0", license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => a.localeCompare(b))),
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "__Host-session" },
        bearer: { type: "http", scheme: "bearer" },
      },
      schemas: {
        Problem: {
          type: "object",
          required: ["type", "title", "status", "code", "requestId", "retry", "details"],
          properties: {
            type: { type: "string" },
            title: { type: "string" },
            status: { type: "integer" },
            code: { enum: Object.keys(refusals).toSorted() },
            requestId: { type: "string" },
            retry: { enum: ["never", "same-key", "after"] },
            details: { type: "object" },
          },
        },
      },
    },
  };
}
