import type { DealStage } from "../../kit/deals.ts";
import type { Place } from "./use-place.ts";

/** What the one button of a drop does; `deed` names its words, `tone` how it asks to be pressed. */
export type DropLook =
  | { deed: "soon" | "unpriced" | "grab" | "drawing" | "got" | "goneWait" | "ended"; tone: Tone }
  | { deed: "inLine"; position: number; tone: Tone }
  | { deed: "orderNow"; until: string; tone: Tone };
type Tone = "primary" | "tint" | "off";

/** A person's place in the line says more than the deal itself, as long as it can still lead to a piece. */
export function dropLook(stage: DealStage, place: Place | undefined, now: number): DropLook {
  if (place?.state === "used") return { deed: "got", tone: "tint" };
  if (stage === "over") return { deed: "ended", tone: "off" };
  if (place?.state === "admitted" && place.tokenUntil !== null && Date.parse(place.tokenUntil) > now)
    return { deed: "orderNow", until: place.tokenUntil, tone: "primary" };
  if (place?.state === "drawing") return { deed: "drawing", tone: "tint" };
  if (place?.state === "waiting" && place.position !== null)
    return { deed: "inLine", position: place.position, tone: "tint" };
  if (stage === "soon") return { deed: "soon", tone: "tint" };
  if (stage === "hidden") return { deed: "unpriced", tone: "tint" };
  if (stage === "gone") return { deed: "goneWait", tone: "tint" };
  return { deed: "grab", tone: "primary" };
}
