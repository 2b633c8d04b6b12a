import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { smsGateway } from "#modules/identity";
import { standStill } from "#platform/clock";
import type { Config } from "#platform/config";
import { drain } from "#platform/events";
import type { House } from "#platform/parts";
import type { Route } from "#contract/route";
import { createApp } from "../../server/app.ts";
import { openHouse } from "../../server/house.ts";
import { allParts } from "../../server/parts.ts";

export type Person = { id: bigint; token: string; phone: string };
type Wire<S extends z.ZodType> = z.input<S>;

/** Tells the demo world's story through the same doors that everybody uses, on a clock of its own. */
export type Teller = {
  house: House;
  time: { now: () => Date; goTo: (at: Date) => void };
  call: <In extends z.ZodType, Out extends z.ZodType>(
    route: Route<In, Out>,
    input: Wire<In>,
    who?: Person,
  ) => Promise<Wire<Out>>;
  upload: (who: Person, bytes: Buffer) => Promise<{ id: string; url: string }>;
  signIn: (phone: string) => Promise<Person>;
  /** Lets everything that follows from what was told so far happen: listeners, outside calls, sweeps. */
  settle: () => Promise<void>;
  close: () => Promise<void>;
};

type SentJob = { name: string; payload: Record<string, string> };
const ROUNDS_MAX = 50;

/** Does the outside calls here and now instead of leaving them to a worker that does not run yet. */
function jobsInHand(house: House): () => Promise<number> {
  const waiting: SentJob[] = [];
  const known = new Map(allParts.flatMap((part) => part.jobs ?? []).map((job) => [job.name, job]));
  house.jobs = { ...house.jobs, send: async (_tx, name, payload) => void waiting.push({ name, payload }) };
  return async () => {
    const now = waiting.splice(0);
    for (const { name, payload } of now) await known.get(name)!.run(house, payload);
    return now.length;
  };
}

function settler(house: House): () => Promise<void> {
  const consumers = allParts.flatMap((part) => part.consumers?.(house) ?? []);
  const sweeps = allParts.flatMap((part) => part.sweeps?.(house) ?? []);
  const runJobs = jobsInHand(house);
  return async () => {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      await drain(house.db, consumers);
      let found = await runJobs();
      for (const sweep of sweeps) found += await sweep.run(house.db);
      if (found === 0) return;
    }
  };
}

function caller(app: FastifyInstance): Teller["call"] {
  return async (route, input, who) => {
    const rest = { ...(input as Record<string, unknown>) };
    const url = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(rest[name]);
      delete rest[name];
      return encodeURIComponent(value);
    });
    const asked = route.method === "GET" || route.method === "DELETE";
    const query = asked
      ? `?${new URLSearchParams(Object.entries(rest).map(([k, v]): [string, string] => [k, String(v)])).toString()}`
      : "";
    const reply = await app.inject({
      method: route.method,
      url: url + query,
      headers: { "idempotency-key": randomUUID(), ...(who && { authorization: `Bearer ${who.token}` }) },
      ...(!asked && { payload: rest }),
    });
    if (reply.statusCode !== 200) throw new Error(`${route.method} ${url} answered ${reply.statusCode}: ${reply.body}`);
    return reply.json();
  };
}

const BOUNDARY = "jishi-demo-picture";

async function uploadPicture(app: FastifyInstance, who: Person, bytes: Buffer): Promise<{ id: string; url: string }> {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="picture.webp"\r\ncontent-type: image/webp\r\n\r\n`;
  const reply = await app.inject({
    method: "POST",
    url: "/api/media/uploads",
    headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}`, authorization: `Bearer ${who.token}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  });
  if (reply.statusCode !== 200) throw new Error(`a picture was answered ${reply.statusCode}: ${reply.body}`);
  return reply.json();
}

/** Opens the house without ports, its clock standing at the story's beginning. */
export async function openTeller(config: Config & { databaseUrl: string }, from: Date): Promise<Teller> {
  const { house, close } = await openHouse({ config, parts: allParts, limitsFactor: 100_000 });
  const codes = new Map<string, string>();
  const sms = smsGateway.of(config);
  smsGateway.replace(config, {
    ...sms,
    send: async ({ id, phone, code }) => {
      codes.set(phone, code ?? "");
      return { sure: "yes", value: { id } };
    },
  });
  const settle = settler(house);
  const app = await createApp(house, allParts);
  await app.ready();
  const still = standStill(from);
  let now = from;
  const call = caller(app);
  const { askCode, signIn } = await import("#contract/api/identity");
  return {
    house,
    time: {
      now: () => now,
      goTo: (at) => {
        if (at < now) return;
        now = at;
        still.set(at);
      },
    },
    call,
    upload: (who, bytes) => uploadPicture(app, who, bytes),
    signIn: async (phone) => {
      await call(askCode, { phone });
      const { me, token } = await call(signIn, { phone, code: codes.get(phone)!, transport: "bearer" });
      return { id: BigInt(me.id), token: token!, phone };
    },
    settle,
    close: async () => {
      smsGateway.replace(config, sms);
      await app.close();
      await close();
    },
  };
}
