import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";

/** For tests: a real sandbox in a child process, and a shop's ear that keeps what it is told, byte for byte. */
export type Heard = { raw: Buffer; headers: IncomingHttpHeaders; at: number };
export type Ear = { url: string; heard: Heard[]; answers: number[]; stop(): Promise<void> };
export type Lab = Awaited<ReturnType<typeof startLab>>;

export async function startEar(): Promise<Ear> {
  const heard: Heard[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      heard.push({ raw: Buffer.concat(chunks), headers: request.headers, at: Date.now() });
      response.writeHead(answers.shift() ?? 204, { connection: "close" }).end();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, heard, answers, stop };
}

const MAIN = join(import.meta.dirname, "main.ts");

async function spawned(folder: string, port: number, serverUrl: string, extra: string[]) {
  const flags = ["--data", folder, "--port", String(port), "--server-url", serverUrl, ...extra];
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout }))
    return { child, port: (JSON.parse(line) as { listening: number }).listening };
  throw new Error("the sandbox ended before it listened");
}

async function ended(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
}

export async function startLab(extra: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const ear = await startEar();
  let { child, port } = await spawned(folder, 0, ear.url, extra);
  const url = `http://127.0.0.1:${port}`;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  return {
    folder,
    url,
    ear,
    post,
    merchant: JSON.parse(readFileSync(join(folder, "merchant.json"), "utf8")),
    fault: async (effect: string, match: Record<string, string> = {}, more: Record<string, unknown> = {}) => {
      const answer = await post("/faults", { effect, match, ...more });
      if (answer.status !== 201) throw new Error(await answer.text());
    },
    deeds: async () => JSON.parse(await (await fetch(`${url}/deeds`)).text()),
    /** What a payer does on the page, without a browser. */
    atPage: (payUrl: string, deed: string): Promise<Response> =>
      fetch(payUrl, { method: "POST", body: new URLSearchParams({ deed }), redirect: "manual" }),
    killAndRestart: async () => {
      await ended(child, "SIGKILL");
      ({ child, port } = await spawned(folder, port, ear.url, extra));
    },
    stop: async () => {
      await ended(child, "SIGTERM");
      await ear.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Waits for what another program does, and says what it waited for when it does not come. */
export async function until<T>(what: string, look: () => T | Promise<T>, withinMs = 15_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${withinMs} ms`);
    await wait(15);
  }
}
