import pg from "pg";
import type { Logger } from "pino";
import { statement, type Tx } from "./db.ts";

type Ear = (message: unknown, channel: string) => void;

/** News between processes, told when and only when the teller's transaction commits. Lost while a listener is away. */
export type Bus = {
  /** Hears one channel. */
  on: (channel: string, ear: Ear) => void;
  /** Hears that the line was cut for a moment: read again what you keep from it. */
  onGap: (ear: () => void) => void;
  close: () => Promise<void>;
};

const notify = statement("bus.tell", `select pg_notify('jishi', $1)`);
const TOLD_MAX_BYTES = 7_800; // PostgreSQL carries 8,000 bytes in a notice

/** Tells every process. Ids travel as digits; a message larger than a notice is a bug. */
export async function tell(tx: Tx, channel: string, message: unknown): Promise<void> {
  const text = JSON.stringify({ channel, message }, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  if (Buffer.byteLength(text) > TOLD_MAX_BYTES) throw new Error(`a message on ${channel} is too large for a notice`);
  await notify(tx, text);
}

/** Opens the listening line and keeps it open across restarts of the database. */
export async function openBus(url: string, log: Logger): Promise<Bus> {
  const ears = new Map<string, Ear[]>();
  const gapEars: (() => void)[] = [];
  let closed = false;
  let line: pg.Client | undefined;

  const hear = (text: string | undefined): void => {
    const { channel, message } = JSON.parse(text ?? "{}") as { channel: string; message: unknown };
    for (const ear of ears.get(channel) ?? []) {
      try {
        ear(message, channel);
      } catch (error) {
        // A newer server tells it another way, as during every update: as good as missed, and no reason to fall.
        log.error({ err: error, channel }, "a message of the bus was not understood");
        for (const gapEar of gapEars) gapEar();
      }
    }
  };

  async function connect(): Promise<void> {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on("error", (error) => log.warn({ err: error }, "the bus lost its line"));
    client.on("notification", ({ payload }) => hear(payload));
    try {
      await client.connect();
      await client.query("listen jishi");
    } catch (error) {
      await client.end().catch(() => undefined); // half a line: whoever asked for it tries again
      throw error;
    }
    line = client;
    // Only a line that stood is mourned: a try that failed must not start a second row of tries beside the first.
    client.once("end", () => {
      if (!closed) void reconnect();
    });
  }

  async function reconnect(): Promise<void> {
    for (const ear of gapEars) ear();
    for (let waitMs = 100; !closed; waitMs = Math.min(waitMs * 2, 2_000)) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      const back = await connect().then(
        () => true,
        () => false, // still away: told by the metric of the pool, tried again below
      );
      if (back) break;
    }
    for (const ear of gapEars) ear();
  }

  await connect();
  return {
    on: (channel, ear) => void ears.set(channel, [...(ears.get(channel) ?? []), ear]),
    onGap: (ear) => void gapEars.push(ear),
    close: async () => {
      closed = true;
      await line?.end();
    },
  };
}
