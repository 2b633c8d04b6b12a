import pino from "pino";
import { carrierGateway } from "#modules/fulfilment";
import { placeOrders, type Ask, type Placed } from "#modules/orders";
import { provider } from "#modules/payments";
import { batcher } from "#platform/batcher";
import type { Bus } from "#platform/bus";
import { readConfig } from "#platform/config";
import type { Job, Jobs } from "#platform/jobs";
import { openLimits } from "#platform/limits";
import type { House } from "#platform/parts";
import type { Outcome } from "#platform/refusal";
import { openStorage } from "#platform/storage";
import { openVault } from "#platform/vault";
import type { CarrierGateway } from "../../server/modules/fulfilment/gateways/port.ts";
import type { PaymentGateway } from "../../server/modules/payments/gateways/port.ts";
import type { Chance } from "./chance.ts";
import type { Faults } from "./faults.ts";
import { type Line, LineBroken } from "./line.ts";
import { MERCHANT } from "./provider/books.ts";
import type { Asker } from "./provider/index.ts";
import type { Trace } from "./trace.ts";

/** One running program of the house. When it dies, whoever waits for it is told that the line broke, and nothing more. */
export type Program = Asker & {
  house: House;
  place: (ask: Ask) => Promise<Outcome<Placed>>;
  death: Promise<never>;
};

export type Houses = {
  /** Asks one of the serving programs, as a client does: the answer may be lost although the deed was done. */
  ask: <T>(deed: (program: Program) => Promise<T>) => Promise<T>;
  /** The program of the worker, for listeners, sweeps and jobs. */
  work: <T>(deed: (house: House) => Promise<T>) => Promise<T>;
  /** What the house itself called an error. */
  errors: string[];
};

type Doors = { gatewayFor: (asker: Asker) => PaymentGateway; carrierFor: (asker: Asker) => CarrierGateway };
type Means = { line: Line; bus: Bus; trace: Trace; faults: Faults; chance: Chance; jobs: Jobs };

const folder = "/nowhere";
const vault = openVault(Buffer.alloc(32, 7));

function openProgram({ line, bus, trace, jobs }: Means, doors: Doors, name: string, errors: string[]): Program {
  const config = { ...readConfig({ JISHI_DATA: folder, JISHI_LOG_LEVEL: "silent" }), databaseUrl: "" };
  const heard = { write: (text: string): void => void errors.push(text) };
  const house: House = {
    ...{ db: line.db, hot: line.db, config, bus, jobs, vault, storage: openStorage(folder) },
    log: pino({ level: "error" }, heard),
    edge: { authenticate: async () => undefined, allows: async () => true, limits: openLimits(1_000) },
  };
  const death = Promise.withResolvers<never>();
  death.promise.catch(() => undefined); // nobody may be asking when it dies
  let isDead = false;
  const program: Program = {
    house,
    death: death.promise,
    isDead: () => isDead,
    place: batcher((asks: Ask[]) => placeOrders(house.hot, house.vault, asks)),
    die: () => {
      if (isDead) return;
      isDead = true;
      trace.note(name, "dies", "of its own");
      death.reject(new LineBroken("the program died"));
    },
  };
  const gateway = doors.gatewayFor(program);
  provider.replace(config, async () => ({ gateway, ...MERCHANT }));
  carrierGateway.replace(config, doors.carrierFor(program));
  return program;
}

/** Two programs that serve and one that works; one that died is followed by a fresh one that remembers nothing. */
export function openHouses(means: Means, doors: Doors): Houses {
  const { faults, chance } = means;
  const errors: string[] = [];
  const names = ["server 1", "server 2", "worker"] as const;
  const programs = new Map<string, Program>();
  const running = (name: string): Program => {
    const known = programs.get(name);
    if (known && !known.isDead()) return known;
    const fresh = openProgram(means, doors, name, errors);
    programs.set(name, fresh);
    return fresh;
  };
  return {
    errors,
    ask: async (deed) => {
      const program = running(chance.one([names[0], names[1]]));
      const answer = await Promise.race([deed(program), program.death]);
      if (faults.hits("death")) program.die();
      if (program.isDead() || faults.hits("replyLost")) throw new LineBroken("the answer was lost");
      return answer;
    },
    work: async (deed) => {
      const program = running("worker");
      return Promise.race([deed(program.house), program.death]);
    },
  };
}

export type QueuedJob = { job: Job; payload: Record<string, string>; tries: number };

/** Jobs that are sent with the commit, and never without it. */
export function jobsOf(line: Line, known: readonly Job[], take: (queued: QueuedJob, afterMs: number) => void): Jobs {
  const byName = new Map(known.map((job) => [job.name, job]));
  return {
    send: async (_tx, name, payload, { afterSeconds = 0 } = {}) => {
      const job = byName.get(name);
      if (!job) throw new Error(`nobody does ${name}`);
      line.withCommit(() => take({ job, payload, tries: 0 }, afterSeconds * 1000));
    },
    work: async () => undefined,
    stop: async () => undefined,
  };
}
