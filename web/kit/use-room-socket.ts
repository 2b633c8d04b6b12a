import { useCallback, useEffect, useRef, useState } from "react";
import { type LineState, openRoomSocket, type Position, type RoomSocket } from "./room-socket.ts";

type Wishes = {
  /** As the snapshot names it; may carry a query. */
  path?: string | undefined;
  /** Where the snapshot stood. The line opens once it is known. */
  from: Position | undefined;
  /** Who watches; null a visitor, undefined while nobody knows. Another one gets a connection of their own. */
  watcher?: string | null | undefined;
  onMessages: (messages: unknown[]) => void;
  onReset: () => Promise<Position | undefined>;
};

const address = (path: string) => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`;

/** One line per room page, as long as the page stands. */
export function useRoomSocket(
  roomId: string,
  wishes: Wishes,
): { state: LineState; send: (message: unknown) => boolean } {
  const [state, setState] = useState<LineState>("connecting");
  const latest = useRef(wishes);
  latest.current = wishes;
  const line = useRef<RoomSocket | null>(null);
  const ready = wishes.from !== undefined;
  useEffect(() => {
    if (!ready) return;
    const mine = openRoomSocket({
      url: address(latest.current.path ?? `/live/rooms/${encodeURIComponent(roomId)}/socket`),
      from: latest.current.from,
      onMessages: (messages) => latest.current.onMessages(messages),
      onReset: () => latest.current.onReset(),
      onState: setState,
    });
    line.current = mine;
    const seen = () => document.visibilityState === "visible" && mine.nudge();
    addEventListener("online", mine.nudge);
    document.addEventListener("visibilitychange", seen);
    return () => {
      removeEventListener("online", mine.nudge);
      document.removeEventListener("visibilitychange", seen);
      line.current = null;
      mine.close();
    };
  }, [roomId, ready]);
  const { watcher } = wishes;
  const known = useRef(watcher);
  useEffect(() => {
    if (watcher === undefined || watcher === known.current) return;
    const isChange = known.current !== undefined;
    known.current = watcher;
    if (isChange) line.current?.renew();
  }, [watcher]);
  const send = useCallback((message: unknown) => line.current?.send(message) ?? false, []);
  return { state, send };
}
