import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "../../../kit/api.ts";
import { serverNow } from "../../../kit/server-clock.ts";
import { queryKeyOf, useQueryOf } from "../../../kit/use-api.ts";
import { useRoomSocket } from "../../../kit/use-room-socket.ts";
import type { RoomMessageWire } from "#contract/room-stream";
import { hearDrops } from "./drops/use-drops.ts";
import {
  asksReading,
  changedBy,
  type Comment,
  type Desk,
  type Feed,
  feedOf,
  heard,
  renewed,
  withOwn,
} from "./desk-feed.ts";

// The stream's health is not on the room's line: a drop must be seen within five seconds.
const lookEveryMs = 2_000;

/** The desk: read once, then kept by the room's stream; read again every two seconds for what the stream does not say. */
export function useDesk(roomId: string) {
  const client = useQueryClient();
  const key = queryKeyOf("readDesk", { roomId });
  const query = useQueryOf("readDesk", { roomId }, { refetchInterval: lookEveryMs, staleTime: 0 });
  const desk = query.data;
  const [feed, setFeed] = useState<Feed>();
  useEffect(() => {
    if (desk) setFeed((before) => before ?? feedOf(desk));
  }, [desk]);

  const put = (next: (desk: Desk) => Desk) =>
    client.setQueryData<Desk>(key, (before) => (before ? next(before) : before));
  const change = (next: (desk: Desk) => Desk) => {
    // An answer that was on its way when the room changed would put the old state back for a moment.
    void client.cancelQueries({ queryKey: key });
    put(next);
  };
  const onMessages = (messages: unknown[]) => {
    const said = messages as RoomMessageWire[];
    const before = client.getQueryData<Desk>(key);
    hearDrops(client, roomId, said);
    const turns = said.some(({ kind }) => kind === "pin" || kind === "shelf" || kind === "state");
    // Not for every like and sale: a flood would never let the look at the stream's health finish.
    (turns ? change : put)((before) => said.reduce(changedBy, before));
    setFeed((before) => before && said.reduce((all, message) => heard(all, message, serverNow()), before));
    if (before && said.some((message) => asksReading(before, message)))
      void client.invalidateQueries({ queryKey: key });
  };
  const onReset = async () => {
    const fresh = await call("readDesk", { roomId });
    client.setQueryData(key, fresh);
    setFeed((before) => (before ? renewed(before, fresh) : feedOf(fresh)));
    return { e: fresh.epoch, s: fresh.seq };
  };
  const from = desk ? { e: desk.epoch, s: desk.seq } : undefined;
  const line = useRoomSocket(roomId, { from, onMessages, onReset });

  return {
    desk,
    feed,
    line: line.state,
    problem: query.error,
    retry: () => void query.refetch(),
    change,
    addOwn: (message: Comment) => setFeed((before) => before && withOwn(before, message)),
  };
}
export type DeskTools = ReturnType<typeof useDesk>;
