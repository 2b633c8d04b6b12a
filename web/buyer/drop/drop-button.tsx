import { Button } from "../../kit/button.tsx";
import type { Deal } from "../../kit/deals.ts";
import { whole } from "../../kit/format.ts";
import { serverNow } from "../../kit/server-clock.ts";
import { useCountdown } from "../../kit/use-countdown.ts";
import { useWords } from "../../kit/words.ts";
import { useTitle } from "../buy/tongue.ts";
import { type DropLook, dropLook } from "./drop-look.ts";
import { usePlace } from "./use-place.ts";
import { useStage } from "./use-stage.ts";

type Props = { deal: Deal; onOpen: (deal: Deal) => void; size?: "small" | "large"; wide?: boolean; busy?: boolean };

/** One button for a drop wherever it is shown: coming, grab, where one stands, order, waitlist, over. */
export function DropButton({ deal, onOpen, size = "small", wide = false, busy = false }: Props) {
  const words = useWords("drop");
  const title = useTitle()(deal);
  const stage = useStage(deal);
  const { place } = usePlace(deal.id, stage === "over");
  const look = dropLook(stage, place, serverNow());
  const label = useLabel(look);
  return (
    <Button
      size={size}
      wide={wide}
      look={look.tone === "primary" ? "primary" : "tint"}
      disabled={look.tone === "off"}
      busy={busy}
      onClick={() => onOpen(deal)}
      // The seconds would make another button of it every second.
      aria-label={words.deedOf(look.deed === "orderNow" ? words.order : label, title)}
    >
      {label}
    </Button>
  );
}

function useLabel(look: DropLook): string {
  const words = useWords("drop");
  const leftMs = useCountdown(look.deed === "orderNow" ? look.until : 0);
  if (look.deed === "inLine") return words.inLine(whole(look.position));
  if (look.deed === "orderNow") return words.orderNow(String(Math.ceil(leftMs / 1000)));
  return words[look.deed];
}
