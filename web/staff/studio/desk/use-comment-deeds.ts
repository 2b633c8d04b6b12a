import { toast } from "../../../kit/toast.tsx";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import type { Comment } from "./desk-feed.ts";

const muteSeconds = 600;

/** Remove, mute, ban: the person is named by one of their comments. */
export function useCommentDeeds(roomId: string) {
  const words = useWords("desk");
  const remove = useDeed("removeMessage", { done: words.removedMessage });
  const silence = useDeed("silencePerson", { refresh: ["listSilences"] });
  return {
    remove: ({ id: messageId }: Comment) => remove.mutate({ roomId, messageId }),
    mute: ({ id: messageId, name }: Comment) =>
      silence.mutate(
        { roomId, messageId, seconds: muteSeconds, reason: words.muteReason },
        { onSuccess: () => toast({ text: words.muted(name), look: "good" }) },
      ),
    ban: ({ id: messageId, name }: Comment, reason: string) =>
      silence.mutate(
        { roomId, messageId, seconds: null, reason },
        { onSuccess: () => toast({ text: words.banned(name), look: "good" }) },
      ),
  };
}
