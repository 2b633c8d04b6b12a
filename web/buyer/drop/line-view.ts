import type { DealStage } from "../../kit/deals.ts";
import type { Joining } from "./use-join.ts";
import type { Place } from "./use-place.ts";

/** The one thing that the sheet of a drop says, out of the deal, the line and what this page is doing. */
export type LineView =
  | { view: "used" | "over" | "joining" | "proving" | "gone" | "soon" | "hidden" | "open" }
  | { view: "refused"; problem: unknown }
  | { view: "admitted"; token: string; until: string; place: Place }
  | { view: "drawing" | "waiting"; place: Place };

export function lineView(stage: DealStage, place: Place | undefined, joining: Joining, now: number): LineView {
  if (stage === "over") return { view: place?.state === "used" ? "used" : "over" };
  if (joining.state === "joining" || joining.state === "proving") return { view: joining.state };
  if (joining.state === "refused") return { view: "refused", problem: joining.problem };
  if (place) {
    const { state, token, tokenUntil } = place;
    if (state === "used") return { view: "used" };
    // A pass that has run out in the page's hands is no pass, whatever the last answer said.
    if (state === "admitted" && token !== null && tokenUntil !== null && Date.parse(tokenUntil) > now)
      return { view: "admitted", token, until: tokenUntil, place };
    if (state === "drawing" || state === "waiting") return { view: state, place };
    if (state === "over") return { view: "gone" };
  }
  if (stage === "soon" || stage === "hidden" || stage === "gone") return { view: stage };
  return { view: "open" };
}
