import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { type Amf, readAmf, writeAmf } from "./amf.ts";
import type { Ask, Authorized, StopReason } from "./contract.ts";
import { AUDIO, VIDEO } from "./flv-tags.ts";
import { type Limits, ProtocolFault } from "./limits.ts";
import { type ChunkReader, createChunkReader, type Message, writeMessage } from "./rtmp-chunks.ts";
import { answerHello } from "./rtmp-handshake.ts";
import type { Feed, Publisher } from "./stream.ts";

export type RtmpHouse = {
  limits: Limits;
  /** Must answer in bounded time and never throw. */
  mayPublish(ask: Ask): Promise<Authorized>;
  publish(streamId: string, publisher: Publisher): Feed;
  refused(name: string, why: string, remote: string): void;
};

const RTMP_VERSION = 3;
const SET_CHUNK = 1;
const ABORT = 2;
const ACKNOWLEDGE = 3;
const USER_CONTROL = 4;
const WINDOW = 5;
const PEER_BANDWIDTH = 6;
const COMMAND_AMF3 = 17;
const COMMAND = 20;
const WINDOW_BYTES = 5_000_000;
const OUR_CHUNK_BYTES = 60_000;
const NAME = /^[\w-]{1,128}$/;

type Connection = {
  socket: Socket;
  house: RtmpHouse;
  remote: string;
  reader: ChunkReader;
  phase: "hello" | "echo" | "messages";
  app: string;
  asking: boolean;
  feed: Feed | undefined;
  idle: NodeJS.Timeout;
  receivedBytes: number;
  acknowledgedBytes: number;
};

/** Serves one RTMP connection. Whatever arrives on it, nothing is thrown out of it. */
export function serveRtmp(socket: Socket, house: RtmpHouse): void {
  const connection: Connection = {
    socket,
    house,
    remote: socket.remoteAddress ?? "unknown",
    reader: createChunkReader(house.limits),
    phase: "hello",
    app: "",
    asking: false,
    feed: undefined,
    // Only media puts it off: who connects and does not publish is cut as well.
    idle: setTimeout(() => hangUp(connection, "idle"), house.limits.idleMs),
    receivedBytes: 0,
    acknowledgedBytes: 0,
  };
  socket.setNoDelay(true);
  socket.on("data", (bytes) => {
    if (connection.receivedBytes === 0 && bytes[0] !== RTMP_VERSION) return hangUp(connection, "protocol");
    connection.receivedBytes += bytes.length;
    acknowledge(connection);
    connection.reader.feed(bytes);
    advance(connection);
  });
  socket.on("error", () => hangUp(connection, "closed"));
  socket.on("close", () => hangUp(connection, "closed"));
}

function hangUp(connection: Connection, why: StopReason): void {
  clearTimeout(connection.idle);
  const { feed } = connection;
  connection.feed = undefined;
  connection.socket.destroy();
  feed?.end(why);
}

function advance(connection: Connection): void {
  try {
    if (connection.phase !== "messages" && !greet(connection)) return;
    while (!connection.asking && !connection.socket.destroyed) {
      const message = connection.reader.next();
      if (!message) return;
      receive(connection, message);
    }
  } catch (error) {
    // Bytes of a stranger: a RangeError of a Buffer is as much their fault as one of ours.
    if (!(error instanceof ProtocolFault) && !(error instanceof RangeError)) throw error;
    hangUp(connection, "protocol");
  }
}

function greet(connection: Connection): boolean {
  if (connection.phase === "hello") {
    const hello = connection.reader.takeRaw(1537);
    if (!hello) return false;
    connection.socket.write(answerHello(hello));
    connection.phase = "echo";
  }
  if (!connection.reader.takeRaw(1536)) return false;
  connection.phase = "messages";
  return true;
}

function acknowledge(connection: Connection): void {
  if (connection.receivedBytes - connection.acknowledgedBytes < WINDOW_BYTES / 2) return;
  connection.acknowledgedBytes = connection.receivedBytes;
  connection.socket.write(control(ACKNOWLEDGE, connection.receivedBytes));
}

function receive(connection: Connection, { type, streamId, atMs, body }: Message): void {
  if (type === AUDIO || type === VIDEO) {
    connection.feed?.push(type, atMs, body);
    if (connection.feed) connection.idle.refresh();
  } else if (type === SET_CHUNK) connection.reader.setChunkBytes(body.readUInt32BE());
  else if (type === ABORT) connection.reader.abort(body.readUInt32BE());
  else if (type === USER_CONTROL) answerPing(connection, body);
  else if (type === COMMAND) command(connection, streamId, readAmf(body));
  else if (type === COMMAND_AMF3) command(connection, streamId, readAmf(body.subarray(1)));
}

function answerPing({ socket }: Connection, body: Buffer): void {
  if (body.readUInt16BE() !== 6 || body.length < 6) return;
  socket.write(writeMessage(2, USER_CONTROL, 0, Buffer.concat([Buffer.from([0, 7]), body.subarray(2, 6)])));
}

function command(connection: Connection, streamId: number, values: Amf[]): void {
  const [name, transaction, about, target] = values;
  const id = typeof transaction === "number" ? transaction : 0;
  if (name === "connect") connect(connection, id, about);
  else if (name === "createStream") reply(connection, 0, "_result", id, null, 1);
  else if (name === "publish") askToPublish(connection, streamId, typeof target === "string" ? target : "");
  else if (name === "deleteStream" || name === "FCUnpublish" || name === "closeStream") hangUp(connection, "closed");
  else if (name === "play" || name === "play2") throw new ProtocolFault("play over RTMP is not served");
}

function connect(connection: Connection, id: number, about: Amf | undefined): void {
  const asked = about && typeof about === "object" && !Array.isArray(about) ? about["app"] : "";
  connection.app = (typeof asked === "string" ? asked : "").split("?")[0]?.replace(/\/+$/, "") ?? "";
  connection.socket.write(
    Buffer.concat([
      control(WINDOW, WINDOW_BYTES),
      control(PEER_BANDWIDTH, WINDOW_BYTES, 2),
      control(SET_CHUNK, OUR_CHUNK_BYTES),
    ]),
  );
  const server = { fmsVer: "FMS/3,0,1,123", capabilities: 31 };
  reply(connection, 0, "_result", id, server, status("status", "NetConnection.Connect.Success"));
}

function askToPublish(connection: Connection, streamId: number, target: string): void {
  if (connection.asking || connection.feed) throw new ProtocolFault("published twice");
  const { house, remote, socket, app } = connection;
  const [name = "", search = ""] = target.split("?", 2);
  const query = Object.fromEntries(new URLSearchParams(search));
  // Not one byte more is read before the answer.
  connection.asking = true;
  socket.pause();
  if (app !== "live" || !NAME.test(name)) return refuse(connection, streamId, name, "not a stream of ours");
  const ask: Ask = { action: "publish", app, name, token: query["token"] ?? "", query, remote };
  void house.mayPublish(ask).then((answer) => {
    if (socket.destroyed) return;
    if (answer.ok) begin(connection, streamId, answer.streamId);
    else refuse(connection, streamId, name, answer.why);
  });
}

function begin(connection: Connection, messageStreamId: number, streamId: string): void {
  const { socket, house, remote } = connection;
  connection.feed = house.publish(streamId, {
    sessionId: randomBytes(8).toString("hex"),
    remote,
    isClip: false,
    cut(_why, note) {
      connection.feed = undefined;
      reply(connection, messageStreamId, "onStatus", 0, null, status("error", "NetStream.Publish.Rejected", note));
      leave(connection);
    },
  });
  connection.reader.admitMedia();
  reply(connection, messageStreamId, "onStatus", 0, null, status("status", "NetStream.Publish.Start"));
  connection.idle.refresh();
  connection.asking = false;
  socket.resume();
  advance(connection);
}

function refuse(connection: Connection, streamId: number, name: string, why: string): void {
  connection.house.refused(name.slice(0, 128), why, connection.remote);
  reply(connection, streamId, "onStatus", 0, null, status("error", "NetStream.Publish.BadName"));
  leave(connection);
}

/** Ends after the last word is sent, and hears nothing more. */
function leave(connection: Connection): void {
  connection.asking = true;
  connection.socket.pause();
  connection.socket.destroySoon();
}

const status = (level: string, code: string, description = code): Amf => ({ level, code, description });

function reply({ socket }: Connection, streamId: number, ...values: Amf[]): void {
  socket.write(writeMessage(3, COMMAND, streamId, writeAmf(...values)));
}

function control(type: number, value: number, kind?: number): Buffer {
  const body = Buffer.alloc(kind === undefined ? 4 : 5);
  body.writeUInt32BE(value % 0x100000000);
  if (kind !== undefined) body[4] = kind;
  return writeMessage(2, type, 0, body);
}
