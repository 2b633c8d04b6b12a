/**
 * Keeps the room's batches in order, each exactly once. A batch is `{e: epoch, s: seq, m: [...]}`. What was missed is
 * asked for again; when the server no longer holds it (`{reset: true}`) the room is read anew, and batches that arrive
 * meanwhile wait for that.
 */
export type Position = { e: string | number; s: number };
export type Frame = {
  e?: string | number;
  s?: number;
  /** A frame may carry several numbers, `f` to `s`, with `c[i]` messages of number `f + i`. */
  f?: number;
  c?: number[];
  m?: unknown[];
  reset?: boolean;
};

export type BatchOrder = {
  position: Position | undefined;
  /** Batches that came while the snapshot is being read; undefined when none is. */
  held: Frame[] | undefined;
  reads: number;
  gapsInARow: number;
  over: boolean;
  onMessages: (messages: unknown[]) => void;
  /** Reads the snapshot anew; answers where it stands. */
  onReset: () => Promise<Position | undefined>;
  /** A batch is missing: resume from `position`. */
  onGap: () => void;
  /** The snapshot could not be read. */
  onLost: () => void;
};

export function takeFrame(order: BatchOrder, frame: Frame): void {
  if (frame.reset) return void reread(order);
  if (order.held) return void order.held.push(frame);
  const { e, s } = frame;
  if (e === undefined || s === undefined) return deliver(order, frame);
  // A new epoch without a reset: another owner of the room. What lay between is not known.
  if (order.position && order.position.e !== e) return rereadWith(order, frame);
  if (order.position && s <= order.position.s) return;
  if (order.position && (frame.f ?? s) > order.position.s + 1) return missed(order, frame);
  const fresh = order.position ? withoutKnown(frame, order.position.s) : frame;
  order.gapsInARow = 0;
  order.position = { e, s };
  deliver(order, fresh);
}

/** Another server may have drawn its frames at other numbers: what is known already is cut off the front. */
function withoutKnown(frame: Frame, knownUpTo: number): Frame {
  const { f, c, m } = frame;
  if (f === undefined || c === undefined || m === undefined || f > knownUpTo) return frame;
  const known = c.slice(0, knownUpTo - f + 1).reduce((sum, count) => sum + count, 0);
  return { ...frame, m: m.slice(known) };
}

/** The first gap is asked for again; if that does not fill it, the room is read anew. */
function missed(order: BatchOrder, frame: Frame): void {
  order.gapsInARow += 1;
  if (order.gapsInARow === 1) return order.onGap();
  order.gapsInARow = 0;
  rereadWith(order, frame);
}

function rereadWith(order: BatchOrder, frame: Frame): void {
  void reread(order);
  order.held?.push(frame);
}

async function reread(order: BatchOrder): Promise<void> {
  order.held ??= [];
  order.reads += 1;
  const mine = order.reads;
  const outdated = () => mine !== order.reads || order.over;
  let stands: Position | undefined;
  try {
    stands = await order.onReset();
  } catch {
    // Out of reach is not a fault of the room: start over, as after any broken line.
    if (outdated()) return;
    order.held = undefined;
    order.position = undefined;
    return order.onLost();
  }
  if (outdated()) return;
  order.position = stands;
  const waiting = order.held ?? [];
  order.held = undefined;
  for (const frame of waiting) {
    // The snapshot may be younger than a waiting batch of an earlier epoch: then it holds it already.
    if (!order.held && stands && frame.e !== undefined && frame.e !== stands.e) continue;
    takeFrame(order, frame);
  }
}

function deliver(order: BatchOrder, frame: Frame): void {
  if (frame.m && frame.m.length > 0) order.onMessages(frame.m);
}
