import { toast } from "../../../kit/toast.tsx";
import { useWords } from "../../../kit/words.ts";

/** The phone's own sharing where there is one, else the link on the clipboard. */
export function useShare({ id, title }: { id: string; title: string }): () => void {
  const words = useWords("room");
  const kit = useWords("kit");
  return () => {
    const url = new URL(`/rooms/${id}`, location.href).href;
    // Closing the phone's sheet without choosing is an answer too.
    if (navigator.share) return void navigator.share({ title, url }).catch(() => undefined);
    if (!navigator.clipboard) return toast({ text: url });
    navigator.clipboard.writeText(url).then(
      () => toast({ text: words.shared, look: "good" }),
      () => toast({ text: kit.unknownProblem(""), look: "bad" }),
    );
  };
}
