export type Settings = {
  folder: string;
  port: number;
  host: string;
  serverUrl: string;
  publicUrl: string | undefined;
  carrierStepMs: number;
  /** Ends with whoever started it: when standard input closes. */
  leashed: boolean;
};

export class BadSettings extends Error {}

/** Reads the command line; every mistake becomes one sentence that says what was expected. */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): Settings {
  const provider = env["JISHI_PAYMENT_PROVIDER"];
  if (provider !== undefined && provider !== "sandbox")
    throw new BadSettings(`The sandbox does not run beside live keys: JISHI_PAYMENT_PROVIDER is "${provider}".`);
  const given = flagsOf(args);
  const need = (name: string): string => {
    const value = given.get(name);
    if (!value) throw new BadSettings(`--${name} is missing. Usage: --data DIR --port N --server-url URL`);
    return value;
  };
  const port = Number(need("port"));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new BadSettings("--port wants a number 0 to 65535.");
  const stepSeconds = Number(given.get("carrier-step") ?? "5");
  if (!(stepSeconds >= 0)) throw new BadSettings("--carrier-step wants seconds, 0 for steps by hand only.");
  return {
    folder: need("data"),
    port,
    host: given.get("host") ?? "127.0.0.1",
    serverUrl: originOf("server-url", need("server-url")),
    publicUrl: given.has("public-url") ? originOf("public-url", need("public-url")) : undefined,
    carrierStepMs: stepSeconds * 1000,
    leashed: given.get("leash") === "stdin",
  };
}

const KNOWN = ["data", "port", "host", "server-url", "public-url", "carrier-step", "leash"];

function flagsOf(args: string[]): Map<string, string> {
  const given = new Map<string, string>();
  for (let at = 0; at < args.length; at += 2) {
    const name = /^--(.+)$/.exec(args[at] ?? "")?.[1];
    const value = args[at + 1];
    if (!name || !KNOWN.includes(name) || value === undefined)
      throw new BadSettings(`"${args[at]}" is not understood. Known: ${KNOWN.map((known) => `--${known}`).join(" ")}`);
    given.set(name, value);
  }
  return given;
}

function originOf(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new BadSettings(`--${name} wants an http or https address.`);
  return url.origin;
}
