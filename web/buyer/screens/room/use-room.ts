import { useCallback, useEffect, useReducer, useState } from "react";
import type { RoomMessageWire } from "#contract/room-stream";
import { call } from "../../../kit/api.ts";
import { useRoomSocket } from "../../../kit/use-room-socket.ts";
import { useMe } from "../../sign-in/use-sign-in.ts";
import { deviceId } from "../../parts/device.ts";
import {
  addMessage,
  enterRoom,
  fillRoom,
  hearAll,
  isOver,
  type Message,
  renewRoom,
  type RoomNow,
  type Snapshot,
} from "./room-now.ts";

type Heard =
  | { said: RoomMessageWire[] }
  | { snapshot: Snapshot }
  | { filling: Snapshot }
  | { own: Message }
  | { change: Partial<Pick<RoomNow, "likes" | "reserved" | "reservedByMe" | "muted">> };

function take(room: RoomNow, heard: Heard): RoomNow {
  if ("said" in heard) return hearAll(room, heard.said);
  if ("snapshot" in heard) return renewRoom(room, heard.snapshot);
  if ("filling" in heard) return fillRoom(room, heard.filling);
  if ("own" in heard) return addMessage(room, heard.own);
  return { ...room, ...heard.change };
}

/** A snapshot may be a second old: what was told just now stands in the next. */
const askAgainMs = 1_200;

/** The room as it stands and changes, from the snapshot onward. `gone`: why it may not be watched any longer. */
export function useRoom(first: Snapshot) {
  const [room, tell] = useReducer(take, first, enterRoom);
  const [gone, setGone] = useState<unknown>(null);
  const roomId = first.id;
  const me = useMe();
  const reread = useCallback(async () => {
    const snapshot = await call("readRoom", { roomId });
    tell({ snapshot });
    return { e: snapshot.epoch, s: snapshot.seq };
  }, [roomId]);
  const fill = useCallback(() => {
    // Out of reach now: whoever lacks something asks again.
    call("readRoom", { roomId }).then(
      (filling) => tell({ filling }),
      () => undefined,
    );
  }, [roomId]);
  const line = useRoomSocket(roomId, {
    path: `${first.socketPath}?d=${deviceId()}`,
    watcher: me === undefined ? undefined : (me?.id ?? null),
    from: isOver(first.state) ? undefined : { e: first.epoch, s: first.seq },
    onMessages: (messages) => tell({ said: messages as RoomMessageWire[] }),
    onReset: reread,
  });
  // The page read the room anew for a reason of its own: somebody signed in, or came back to it.
  useEffect(() => tell({ snapshot: first }), [first]);
  useEffect(() => {
    if (room.lacks === null) return;
    if (room.lacks === "facts") fill();
    const timer = setInterval(fill, askAgainMs);
    return () => clearInterval(timer);
  }, [room.lacks, fill]);
  const closedEarly = line.state === "closed" && !isOver(room.state);
  useEffect(() => {
    if (closedEarly) reread().catch(setGone);
  }, [closedEarly, reread]);
  return { room, tell, fill, gone, line: line.state };
}
