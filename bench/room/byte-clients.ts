import { connect, type Socket } from "node:net";
import { answer, cpuMs } from "./children.ts";

// Viewers that only read: they cost so little that the server is what is measured.
let bytes = 0;
let sockets: Socket[] = [];

const head = (path: string, more: string): string => `GET ${path} HTTP/1.1\r\nhost: bench\r\n${more}\r\n`;
const UPGRADE =
  "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
/** The client's frame "40": socket.io's word for joining the common room. */
const JOIN = Buffer.from([0x81, 0x82, 1, 2, 3, 4, 0x34 ^ 1, 0x30 ^ 2]);

function hello(socket: Socket, kind: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    if (kind === "plain") return void socket.once("connect", resolve);
    socket.write(head(path, kind === "http" ? "" : UPGRADE));
    let seen = "";
    socket.on("data", function listen(chunk: Buffer) {
      seen += chunk.toString("latin1");
      if (!seen.includes("\r\n\r\n")) return;
      if (kind === "io" && !seen.includes('40{"sid"')) {
        if (seen.includes('0{"sid"') && !seen.includes("joined")) {
          seen += "joined";
          socket.write(JOIN);
        }
        return;
      }
      socket.off("data", listen);
      resolve();
    });
  });
}

async function open(port: number, count: number, kind: string, path: string): Promise<void> {
  for (let from = 0; from < count; from += 100)
    await Promise.all(
      Array.from({ length: Math.min(100, count - from) }, async () => {
        const socket = connect(port, "127.0.0.1");
        sockets.push(socket);
        await hello(socket, kind, path);
        socket.on("data", (chunk: Buffer) => void (bytes += chunk.length));
        socket.on("error", () => undefined); // the server of a round was stopped
      }),
    );
}

answer(async ({ do: what, port, count, kind, path }) => {
  if (what === "open") await open(Number(port), Number(count), String(kind), String(path));
  if (what === "close") {
    for (const socket of sockets) socket.destroy();
    sockets = [];
  }
  return { bytes, cpuMs: cpuMs(), open: sockets.filter((socket) => !socket.destroyed).length };
});
