import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { roomCloseCodes } from "#contract/room-stream";
import { databaseAway } from "#platform/db";
import type { Asking, House } from "#platform/parts";
import { every } from "#platform/timers";
import { admitViewer } from "../admit-viewer.ts";
import { type Hub, join, type Position } from "./hub.ts";
import { type Hubs, openHubs } from "./hubs.ts";
import { beat } from "./presence.ts";
import { tend, type Viewer } from "./viewer.ts";
import { adoptVisit, countTime, type Stays, writeVisits } from "./visits.ts";

const PATH = /^\/live\/rooms\/([1-9]\d{0,15})\/socket$/;
const FROM_PAGE_MAX_BYTES = 2_048;
const BEAT_MS = 1_000;
const TEND_MS = 5_000;
const Said = z.object({ ack: z.int().min(0).optional(), device: z.uuid().optional() });

/** A browser names the page that opens a socket; it must be one of ours. Programs name none and bring a token. */
function isOurs(house: House, request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || origin === new URL(house.config.publicUrl).origin;
}

function positionOf(query: URLSearchParams): Position | undefined {
  const e = query.get("e");
  const s = Number(query.get("s") ?? "");
  return e !== null && Number.isSafeInteger(s) && s >= 0 ? { e, s } : undefined;
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

type Line = { house: House; hubs: Hubs; stays: Stays };

function hearPage({ house }: Line, hub: Hub, viewer: Viewer, text: string): void {
  viewer.heardMs = performance.now();
  const said = parsed(text);
  if (!said) return viewer.ws.close(1008, "not understood");
  if (said.ack !== undefined) viewer.acked = Math.max(viewer.acked, Math.min(said.ack, hub.sent));
  if (said.device !== undefined) nameDevice(house, hub, viewer, said.device);
}

function parsed(text: string): z.output<typeof Said> | undefined {
  try {
    return Said.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // not JSON: answered by closing
  }
}

function nameDevice(house: House, hub: Hub, viewer: Viewer, device: string): void {
  if (viewer.personId === undefined) viewer.visitor = `d:${device}`;
  else
    adoptVisit(house.db, hub.roomId, device, viewer.personId).catch((error: unknown) =>
      house.log.warn({ err: error }, "a visit stays with its device"),
    );
}

/** A paused socket would not hear the answer to its farewell. */
function dismissed(ws: WebSocket, code: number): void {
  ws.resume();
  ws.close(code);
}

async function enter(line: Line, ws: WebSocket, stream: Duplex, asking: Asking, url: URL): Promise<void> {
  const { house, hubs } = line;
  const roomId = BigInt(PATH.exec(url.pathname)![1]!);
  const caller = await house.edge.authenticate(asking);
  const admitted = await admitViewer(house.db, roomId, caller?.personId);
  if ("close" in admitted) return dismissed(ws, admitted.close);
  const hub = await hubs.open(roomId);
  hub.state = admitted.state;
  if (ws.readyState !== ws.OPEN) return;
  const nowMs = performance.now();
  const viewer: Viewer = {
    ws,
    stream,
    canInflate: ws.extensions.includes("permessage-deflate"),
    personId: caller?.personId,
    visitor: caller && `p:${caller.personId}`,
    isDesk: admitted.isDesk,
    joinedMs: nowMs,
    acked: 0,
    heardMs: nowMs,
  };
  ws.on("message", (bytes) => hearPage(line, hub, viewer, String(bytes as Buffer)));
  ws.on("pong", () => void (viewer.heardMs = performance.now()));
  ws.on("close", () => hub.viewers.delete(viewer));
  join(hub, viewer, positionOf(url.searchParams));
  ws.resume();
  const device = z.uuid().safeParse(url.searchParams.get("d"));
  if (device.success) nameDevice(house, hub, viewer, device.data);
}

/** The room is over: what was said last has been written, and the lines close for good. */
function dismiss(hub: Hub): void {
  if (hub.state !== "ended" && hub.state !== "cancelled" && hub.state !== "archived") return;
  for (const { ws } of hub.viewers) ws.close(roomCloseCodes.over);
}

function startBeating({ house, hubs, stays }: Line): { stop: () => Promise<void> } {
  const gateway = randomBytes(6).toString("hex");
  let busy: Promise<void> = Promise.resolve();
  let isBusy = false;
  const quietly = (error: unknown): void => {
    if (!databaseAway(error)) house.log.error({ err: error }, "counting the viewers failed and will be tried again");
  };
  const turn = (): void => {
    const all = hubs.all();
    const nowMs = performance.now();
    countTime(all, stays, nowMs);
    for (const hub of all) dismiss(hub);
    if (isBusy) return;
    isBusy = true;
    busy = beat(house.db, gateway, all)
      .catch(quietly)
      .finally(() => void (isBusy = false));
  };
  const care = (): void => {
    const nowMs = performance.now();
    for (const hub of hubs.all())
      for (const viewer of hub.viewers) tend(viewer, nowMs, hub.ring.oldestAfter(viewer.acked));
    hubs.sweep(nowMs);
    writeVisits(house.db, stays, nowMs).catch(quietly);
  };
  const timers = [every(BEAT_MS, turn), every(TEND_MS, care)];
  return {
    stop: async () => {
      for (const timer of timers) timer.stop();
      await busy;
      await writeVisits(house.db, stays, performance.now()).catch(quietly);
    },
  };
}

/** Opens the rooms' sockets on the server of the pages. */
export async function runLine(house: House, app: FastifyInstance | undefined): Promise<{ close: () => Promise<void> }> {
  if (!app) throw new Error("the live role needs the server of the pages");
  const line: Line = { house, hubs: openHubs(house), stays: new Map() };
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: FROM_PAGE_MAX_BYTES,
    perMessageDeflate: { serverNoContextTakeover: true, clientNoContextTakeover: true, threshold: 1_000_000 },
  });
  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const url = URL.parse(request.url ?? "/", "http://room"); // a path like "//" is no address
    if (!url || !PATH.test(url.pathname)) return refuse(stream, "404 Not Found");
    if (!isOurs(house, request)) return refuse(stream, "403 Forbidden");
    const { headers } = request;
    const asking: Asking = { headers, method: "GET", cookies: app.parseCookie(headers.cookie ?? "") };
    server.handleUpgrade(request, stream, head, (ws) => {
      ws.pause(); // what the page says at once waits until it is known who speaks
      ws.on("error", (error) => house.log.debug({ err: error }, "a room's socket broke"));
      enter(line, ws, stream, asking, url).catch((error: unknown) => {
        house.log.warn({ err: error }, "nobody could be let into a room");
        dismissed(ws, 1013); // try again later
      });
    });
  };
  app.server.on("upgrade", onUpgrade);
  const beating = startBeating(line);
  return {
    close: async () => {
      app.server.off("upgrade", onUpgrade);
      await beating.stop();
      for (const ws of server.clients) ws.close(1012); // the server restarts: come back
    },
  };
}
