import { toast } from "../../kit/toast.tsx";
import { useCall } from "../../kit/use-api.ts";
import { useRefusalToast } from "./use-refusal-toast.ts";
import { useSignIn } from "../sign-in/use-sign-in.ts";

type Wishes = { doneText: string; onDone?: (reserved: number) => void };

/** Asks to be reminded of a room; who is not signed in signs in on the way. */
export function useReserve({ doneText, onDone }: Wishes): { reserve: (roomId: string) => void; busy: boolean } {
  const { requireSignIn } = useSignIn();
  const onProblem = useRefusalToast();
  const wish = useCall("reserveRoom", {
    refresh: ["listRooms"],
    onDone: (room) => {
      toast({ text: doneText, look: "good" });
      onDone?.(room.reserved);
    },
    onProblem,
  });
  const reserve = (roomId: string) => void requireSignIn().then(() => wish.mutate({ roomId }), onProblem);
  return { reserve, busy: wish.isPending };
}
