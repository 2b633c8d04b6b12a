import { LiveTag, Tag, type TagTone } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";
import type { AnswerOf } from "../../../kit/api.ts";

export type RoomCard = AnswerOf<"listMyRooms">["items"][number];
export type RoomState = RoomCard["state"];

const tones: Record<RoomState, TagTone> = {
  draft: "plain",
  announced: "calm",
  ready: "warn",
  live: "solid",
  interrupted: "bad",
  ended: "good",
  cancelled: "plain",
  archived: "plain",
};

export const isOver = (state: RoomState): boolean => state === "ended" || state === "archived" || state === "cancelled";

export function RoomStateTag({ state }: { state: RoomState }) {
  const { roomStates } = useWords("studio");
  if (state === "live") return <LiveTag>{roomStates.live}</LiveTag>;
  return <Tag tone={tones[state]}>{roomStates[state]}</Tag>;
}
