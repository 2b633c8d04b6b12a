import { useParams } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { queryKeyOf, useQueryOf } from "../../../kit/use-api.ts";
import styles from "./room.module.css";
import { RoomGone } from "./room-gone.tsx";
import { RoomWaiting } from "./room-waiting.tsx";
import { Stage } from "./stage.tsx";

/** The live room: enters by one snapshot, goes on by the room's stream. */
export default function Room() {
  const { roomId = "" } = useParams({ strict: false });
  const queries = useQueryClient();
  const read = useQueryOf("readRoom", { roomId }, { staleTime: Number.POSITIVE_INFINITY });
  // A snapshot is worth nothing to who comes back later.
  useEffect(() => () => queries.removeQueries({ queryKey: queryKeyOf("readRoom", { roomId }) }), [queries, roomId]);
  if (read.data) return <Stage key={roomId} first={read.data} />;
  return (
    <div className={styles.room}>
      {read.error ? <RoomGone problem={read.error} onRetry={() => void read.refetch()} /> : <RoomWaiting />}
    </div>
  );
}
