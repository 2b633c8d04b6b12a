import { join, resolve } from "node:path";
import { z } from "zod";
import { StartupFault } from "./startup-fault.ts";

export const roleNames = ["web", "live", "worker", "media"] as const;
export type Role = (typeof roleNames)[number];

const port = z.coerce
  .number("a port number")
  .int("a port number")
  .min(1, "a port from 1")
  .max(65_535, "a port up to 65535");
const yesOrNo = z.stringbool({
  truthy: ["true", "1", "yes", "on"],
  falsy: ["false", "0", "no", "off"],
  error: "true or false",
});
const address = z
  .url({ protocol: /^https?$/, error: "an http(s) address" })
  .transform((url) => url.replace(/\/+$/, ""));
const roles = z
  .string()
  .transform((list) => list.split(",").map((name) => name.trim()))
  .pipe(z.array(z.enum(roleNames, `a list of ${roleNames.join(", ")}`)).min(1));

/** Every variable the product reads. What has no default here follows from the others and may be left out. */
export const variables = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "an address like postgres://user:password@host/database" })
    .optional()
    .describe("A PostgreSQL of your own, 16 or newer. Left out: the bundled PostgreSQL 18 runs in the data folder."),
  JISHI_DATA: z.string().min(1).default(".data").describe("Folder for everything that is kept; `--data` sets it."),
  JISHI_PORT: port.default(3000).describe("Port of pages and API; `--port` sets it. The other ports follow from it."),
  JISHI_HOST: z
    .string()
    .min(1)
    .default("0.0.0.0")
    .describe("Network address to listen on; 127.0.0.1 for this machine only."),
  JISHI_PUBLIC_URL: address
    .optional()
    .describe("Address under which browsers reach pages and API. Follows from the port."),
  JISHI_MEDIA_URL: address
    .optional()
    .describe("Address under which players reach streams. Follows from the media port."),
  JISHI_CALLBACK_URL: address
    .optional()
    .describe(
      "Address under which payment provider and carrier reach the shop. Follows from host and port; servers that share one shop must name one address, or a payment opened by one is foreign to the other.",
    ),
  JISHI_MEDIA_PORT: port.optional().describe("Port of HTTP-FLV and HLS playback. JISHI_PORT + 1."),
  JISHI_SANDBOX_PORT: port.optional().describe("Port of the sandbox payment provider. JISHI_PORT + 2."),
  JISHI_RTMP_PORT: port.optional().describe("Port on which streams are pushed by RTMP. JISHI_PORT + 4."),
  JISHI_TRUSTED_PROXIES: z
    .string()
    .regex(/^[\da-fA-F.:/]+(,[\da-fA-F.:/]+)*$/, "a list of addresses or networks, such as 10.0.0.0/8")
    .optional()
    .describe(
      "Addresses of the balancers in front, whose X-Forwarded-For is believed. Left out: a header is nobody's word, and the address of the connection counts.",
    ),
  JISHI_ROLES: roles
    .prefault(roleNames.join(","))
    .describe(`What this server does: a list of ${roleNames.join(", ")}.`),
  JISHI_DEMO: yesOrNo
    .prefault("true")
    .describe("Fill an empty database with the demo world; `--no-demo` turns it off."),
  JISHI_PAYMENT_PROVIDER: z
    .enum(["sandbox"])
    .default("sandbox")
    .describe("Who takes the money. The sandbox is a program of its own, started beside the server."),
  JISHI_LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("warn")
    .describe("Least level of what the server writes to its log."),
  JISHI_SECRET_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("File of the master secret, made at the first start. The file `secret` in the data folder."),
});

export type Config = {
  dataDir: string;
  secretFile: string;
  /** Set once the database is known: the operator's own, or the bundled one. */
  databaseUrl: string | undefined;
  host: string;
  port: number;
  mediaPort: number;
  sandboxPort: number;
  rtmpPort: number;
  publicUrl: string;
  /** Left out where one server stands alone: see `callbackUrlOf`. */
  callbackUrl: string | undefined;
  mediaUrl: string;
  /** Whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  /** Where the server asks the sandbox provider, and where buyers open its pay page. */
  sandboxUrl: string;
  sandboxPublicUrl: string;
  roles: readonly Role[];
  demo: boolean;
  paymentProvider: z.infer<typeof variables>["JISHI_PAYMENT_PROVIDER"];
  logLevel: z.infer<typeof variables>["JISHI_LOG_LEVEL"];
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Read by the test run and the web build alone, which may stand around a server. */
const ofTheTools = ["JISHI_SKIP", "JISHI_APP"];

/** An operator who misspells a variable must hear of it, not wonder why it does nothing. */
function refuseUnknown(env: Environment): void {
  const unknown = Object.keys(env).find(
    (name) => name.startsWith("JISHI_") && !(name in variables.shape) && !ofTheTools.includes(name),
  );
  if (unknown !== undefined) {
    throw new StartupFault(`${unknown} is not a variable of Jishi; docs/configuration.md lists them all.`, 2);
  }
}

/** The settings of this run. Refuses with a sentence that names the variable and what it wants. */
export function readConfig(env: Environment): Config {
  refuseUnknown(env);
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const read = variables.safeParse(given);
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    const name = String(path[0]);
    throw new StartupFault(
      `${name} must be ${message.replace(/^Invalid (input|option): expected /, "")}, but is "${env[name]}".`,
      2,
    );
  }
  const set = read.data;
  const dataDir = resolve(set.JISHI_DATA);
  const mediaPort = set.JISHI_MEDIA_PORT ?? set.JISHI_PORT + 1;
  const sandboxPort = set.JISHI_SANDBOX_PORT ?? set.JISHI_PORT + 2;
  const publicUrl = set.JISHI_PUBLIC_URL ?? `http://localhost:${set.JISHI_PORT}`;
  const besides = (port: number): string => `http://${new URL(publicUrl).hostname}:${port}`;
  return {
    dataDir,
    secretFile: resolve(set.JISHI_SECRET_FILE ?? join(dataDir, "secret")),
    databaseUrl: set.DATABASE_URL,
    host: set.JISHI_HOST,
    port: set.JISHI_PORT,
    mediaPort,
    sandboxPort,
    rtmpPort: set.JISHI_RTMP_PORT ?? set.JISHI_PORT + 4,
    publicUrl,
    callbackUrl: set.JISHI_CALLBACK_URL,
    trustedProxies: set.JISHI_TRUSTED_PROXIES?.split(",") ?? [],
    mediaUrl: set.JISHI_MEDIA_URL ?? besides(mediaPort),
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    sandboxPublicUrl: besides(sandboxPort),
    roles: set.JISHI_ROLES,
    demo: set.JISHI_DEMO,
    paymentProvider: set.JISHI_PAYMENT_PROVIDER,
    logLevel: set.JISHI_LOG_LEVEL,
  };
}

/** Where outside services tell their news: beside a server that stands alone they run on its own machine. */
export const callbackUrlOf = ({ callbackUrl, host, port }: Pick<Config, "callbackUrl" | "host" | "port">): string =>
  callbackUrl ?? `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
