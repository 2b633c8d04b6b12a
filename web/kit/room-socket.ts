import { type BatchOrder, type Frame, type Position, takeFrame } from "./batch-order.ts";

export type { Position } from "./batch-order.ts";
export type LineState = "connecting" | "open" | "reconnecting" | "closed";

export type RoomSocketOptions = {
  url: string;
  /** Where the snapshot stood; with it nothing falls between snapshot and line. */
  from?: Position | undefined;
  onMessages: (messages: unknown[]) => void;
  /** Read the snapshot anew; answer where it stands. */
  onReset: () => Promise<Position | undefined>;
  onState?: (state: LineState) => void;
  connect?: (url: string) => WebSocket;
  random?: () => number;
};
export type RoomSocket = {
  close: () => void;
  /** Tries at once instead of at the end of the back-off: the network came back, the page is seen again. */
  nudge: () => void;
  /** Goes on over a new connection: the server asks only then who is watching. */
  renew: () => void;
  send: (message: unknown) => boolean;
};

type Line = {
  options: RoomSocketOptions;
  order: BatchOrder;
  socket: WebSocket | undefined;
  failures: number;
  retry: ReturnType<typeof setTimeout> | undefined;
  acks: ReturnType<typeof setInterval>;
};

const ackEveryMs = 5_000;
const firstWaitMs = 500;
const longestWaitMs = 15_000;
const jitterMs = 3_000;
/** Not signed in, removed, no such room, room is over: coming back would not help. */
const finalCodes = new Set([4401, 4403, 4404, 4410]);

/** The room's line: batches in order, each exactly once, over as many connections as it takes. */
export function openRoomSocket(options: RoomSocketOptions): RoomSocket {
  const order: BatchOrder = {
    position: options.from,
    held: undefined,
    reads: 0,
    gapsInARow: 0,
    over: false,
    onMessages: options.onMessages,
    onReset: options.onReset,
    onGap: () => {
      leave(line);
      say(line, "reconnecting");
      open(line);
    },
    onLost: () => {
      leave(line);
      openLater(line);
    },
  };
  const acks = setInterval(() => {
    if (order.position && !order.held) send(line, { ack: order.position.s });
  }, ackEveryMs);
  const line: Line = { options, order, socket: undefined, failures: 0, retry: undefined, acks };
  say(line, "connecting");
  open(line);
  return {
    close: () => stop(line),
    nudge: () => {
      if (!order.over && line.retry !== undefined) open(line);
    },
    renew: () => {
      if (order.over) return;
      leave(line);
      open(line);
    },
    send: (message) => send(line, message),
  };
}

function address({ options, order }: Line): string {
  if (!order.position || order.held) return options.url;
  const query = new URLSearchParams({ e: String(order.position.e), s: String(order.position.s) });
  return `${options.url}${options.url.includes("?") ? "&" : "?"}${query}`;
}

function open(line: Line): void {
  clearTimeout(line.retry);
  line.retry = undefined;
  const connect = line.options.connect ?? ((url: string) => new WebSocket(url));
  const mine = connect(address(line));
  line.socket = mine;
  mine.onopen = () => {
    if (mine === line.socket) say(line, "open");
  };
  mine.onmessage = (event) => {
    if (mine !== line.socket) return;
    line.failures = 0;
    takeFrame(line.order, JSON.parse(String(event.data)) as Frame);
  };
  mine.onclose = (event) => {
    if (mine !== line.socket) return;
    line.socket = undefined;
    if (finalCodes.has(event.code)) stop(line);
    else openLater(line);
  };
}

function openLater(line: Line): void {
  say(line, "reconnecting");
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** line.failures);
  line.failures += 1;
  // Ten thousand viewers lose one server in the same instant; they must not come back in one.
  const jitter = (line.options.random ?? Math.random)() * jitterMs;
  line.retry = setTimeout(() => open(line), wait + jitter);
}

function leave(line: Line): void {
  const old = line.socket;
  line.socket = undefined;
  old?.close();
}

function stop(line: Line): void {
  if (line.order.over) return;
  line.order.over = true;
  clearTimeout(line.retry);
  clearInterval(line.acks);
  leave(line);
  say(line, "closed");
}

function send({ socket }: Line, message: unknown): boolean {
  if (socket?.readyState !== 1) return false;
  socket.send(JSON.stringify(message));
  return true;
}

const say = (line: Line, state: LineState) => line.options.onState?.(state);
