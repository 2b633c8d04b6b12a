import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { Permission } from "#contract/permissions";
import type { Bus } from "./bus.ts";
import type { Config } from "./config.ts";
import type { Db } from "./db.ts";
import type { Consumer } from "./events.ts";
import type { Job, Jobs } from "./jobs.ts";
import type { Limits } from "./limits.ts";
import type { Storage } from "./storage.ts";
import type { Vault } from "./vault.ts";
import type { Sweep } from "./worker.ts";

/** What every part of the house may reach. `hot` is the counter's own pool. */
export type House = {
  db: Db;
  hot: Db;
  config: Config;
  bus: Bus;
  jobs: Jobs;
  vault: Vault;
  storage: Storage;
  log: Logger;
  edge: Edge;
};

/** What tells who asks: enough of a request, and of a socket that is being opened. */
export type Asking = Pick<FastifyRequest, "headers" | "cookies" | "method">;

/** Who a request comes from and what that caller may do: the identity module's answers, given to the edge by app.ts. */
export type Edge = {
  authenticate: (request: Asking) => Promise<Caller | undefined>;
  /** `shopId` undefined asks about the platform. */
  allows: (caller: Caller, permission: Permission, shopId: bigint | undefined) => Promise<boolean>;
  limits: Limits;
};

/** Who asks. `fresh`: signed in so recently that no further proof is needed for a risky change. */
export type Caller = { personId: bigint; sessionId: bigint; fresh: boolean };

/** What one module adds to the running house; its door exports it as `parts`. */
export type Parts = {
  name: string;
  routes?: (app: FastifyInstance, house: House) => void;
  /** Listens on sockets or ports of its own, in the `live` or `media` role. */
  open?: {
    role: "live" | "media";
    start: (house: House, app: FastifyInstance | undefined) => Promise<{ close: () => Promise<void> }>;
  };
  consumers?: (house: House) => Consumer[];
  sweeps?: (house: House) => Sweep[];
  jobs?: Job[];
};

/**
 * A service outside the house, opened once per configuration. Tests put a misbehaving one in its place.
 */
export function outside<T>(open: (config: Config) => T): {
  of: (config: Config) => T;
  replace: (config: Config, by: T) => void;
} {
  const opened = new WeakMap<Config, T>();
  return {
    of: (config) => {
      if (!opened.has(config)) opened.set(config, open(config));
      return opened.get(config)!;
    },
    replace: (config, by) => void opened.set(config, by),
  };
}
