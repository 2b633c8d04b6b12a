import type { ShopState } from "#contract/states/shop";
import { Tag, type TagTone } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";

const tones: Record<ShopState, TagTone> = {
  draft: "plain",
  submitted: "calm",
  checking: "calm",
  waiting_provider: "warn",
  rejected: "bad",
  open: "good",
  paused: "warn",
  limited: "bad",
  frozen: "bad",
  closing: "plain",
  closed: "plain",
};

type Props = { shop: { state: ShopState; depositNeedFen: number; depositFen: number } };

/** What waits after the review is the deposit, or, when that is in, the provider. */
export function ShopStateTag({ shop }: Props) {
  const { shopStates, waitsForProvider } = useWords("seller");
  const paid = shop.depositFen >= shop.depositNeedFen;
  const said = shop.state === "waiting_provider" && paid ? waitsForProvider : shopStates[shop.state];
  return <Tag tone={tones[shop.state]}>{said}</Tag>;
}
