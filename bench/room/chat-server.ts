import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Server as SocketIo } from "socket.io";
import { WebSocketServer } from "ws";
import type { RoomMessageWire } from "#contract/room-stream";
import { buildFrame } from "#platform/ws-frames";
import { hear, join, openHub, startAt } from "../../server/modules/live/line/hub.ts";
import { answer, cpuMs } from "./children.ts";

type Chat = Extract<RoomMessageWire, { kind: "chat" }>;
type Say = (message: Chat) => void;

// A moderator's messages are never sampled: each one goes to everybody, so that all three servers carry the same.
const message = (n: number): Chat => ({
  kind: "chat",
  message: {
    id: String(4_000_000_000_000_000 + n),
    name: `观众${String(n % 1000).padStart(4, "0")}`,
    badge: "moderator",
    text: "这款明前龙井还有货吗主播再讲讲",
    at: "2026-03-10T02:00:00.000Z",
    replyTo: null,
    mine: false,
  },
});

function house(server: Server): Say {
  const hub = openHub(1n, performance.now());
  startAt(hub, 0);
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, stream: Duplex, head) =>
    sockets.handleUpgrade(request, stream, head, (ws) => {
      const base = { personId: undefined, visitor: undefined, isDesk: false, joinedMs: 0, acked: 0, heardMs: 0 };
      join(hub, { ws, stream, canInflate: false, ...base }, undefined);
    }),
  );
  let n = 0;
  return (chat) => hear(hub, { n: ++n, m: [chat] });
}

function raw(server: Server): Say {
  const streams: Duplex[] = [];
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, stream: Duplex, head) =>
    sockets.handleUpgrade(request, stream, head, () => void streams.push(stream)),
  );
  return (chat) => {
    const { plain } = buildFrame(JSON.stringify(chat));
    for (const stream of streams) stream.write(plain);
  };
}

function socketIo(server: Server): Say {
  const io = new SocketIo(server, { transports: ["websocket"] });
  return (chat) => io.emit("m", chat);
}

const KINDS: Record<string, (server: Server) => Say> = { house, raw, "socket.io": socketIo };
const TICK_MS = 5;
const LATE_MAX = 20;

let say: Say = () => undefined;
const connections = new Set<Socket>();
let said = 0;
let perSecond = 0;
let dueFromMs = 0;

// A server that cannot keep up says less; what it could not say is not saved up.
setInterval(() => {
  const due = Math.floor(((performance.now() - dueFromMs) / 1000) * perSecond);
  for (let n = 0; n < Math.min(due, LATE_MAX); n++) say(message(said++));
  if (due > LATE_MAX) dueFromMs = performance.now();
  else if (perSecond > 0) dueFromMs += (due / perSecond) * 1000;
}, TICK_MS);

answer(async ({ do: what, kind, rate }) => {
  if (what === "start") {
    const server = createServer();
    server.on("connection", (socket) => connections.add(socket));
    say = KINDS[String(kind)]!(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", 4096, resolve));
    return { port: (server.address() as AddressInfo).port };
  }
  if (what === "rate") {
    perSecond = Number(rate);
    dueFromMs = performance.now();
  }
  let written = 0;
  for (const socket of connections) written += socket.bytesWritten - socket.writableLength;
  return { cpuMs: cpuMs(), atMs: performance.now(), said, written };
});
