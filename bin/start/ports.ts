import { createServer } from "node:net";
import type { Config, Environment } from "#platform/config";
import { StartupFault } from "#platform/startup-fault";

type Answer = { port: number } | { error: NodeJS.ErrnoException };

const listensOn = (port: number, host: string): Promise<Answer> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve({ error }));
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve({ port: typeof address === "object" && address ? address.port : port }));
    });
  });

async function wantPort(port: number, host: string): Promise<void> {
  const answer = await listensOn(port, host);
  if ("port" in answer) return;
  switch (answer.error.code) {
    case "EADDRINUSE":
      throw new StartupFault(`Port ${port} is taken by another program; stop it or choose another with --port N.`);
    case "EACCES":
      throw new StartupFault(`Port ${port} may not be used by this user; choose one above 1023 with --port N.`);
    default:
      throw new StartupFault(`${host} is not an address of this machine (JISHI_HOST).`);
  }
}

/** The wished port, or a free one where somebody else has it. */
async function orFree(port: number, host: string): Promise<string> {
  const wished = await listensOn(port, host);
  const answer = "port" in wished ? wished : await listensOn(0, host);
  if ("port" in answer) return String(answer.port);
  throw new StartupFault(`No port is free on ${host}: ${answer.error.message}.`);
}

/** The pages must be where the operator said; everything else may move, and the printed addresses say where to. */
export async function choosePorts({ host, port, mediaPort, sandboxPort, rtmpPort }: Config): Promise<Environment> {
  await wantPort(port, host);
  return {
    JISHI_MEDIA_PORT: await orFree(mediaPort, host),
    JISHI_SANDBOX_PORT: await orFree(sandboxPort, host),
    JISHI_RTMP_PORT: await orFree(rtmpPort, host),
  };
}
