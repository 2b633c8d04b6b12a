import type { OrderState } from "#contract/states/order";
import type { AnswerOf } from "../../../kit/api.ts";
import { Tag, type TagTone } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";

export type ShopOrder = AnswerOf<"listShopOrders">["items"][number];

const tones: Record<OrderState, TagTone> = {
  unpaid: "plain",
  closing: "plain",
  gift_unclaimed: "warn",
  group_forming: "calm",
  voucher: "calm",
  to_ship: "brand",
  partly_shipped: "warn",
  to_receive: "calm",
  done: "good",
  oversold: "bad",
  all_refunded: "bad",
  unpaid_closed: "plain",
};

export function OrderStateTag({ state }: { state: OrderState }) {
  const { states } = useWords("sales");
  return <Tag tone={tones[state]}>{states[state]}</Tag>;
}

export const shippable = (order: ShopOrder): boolean => order.state === "to_ship" || order.state === "partly_shipped";

/** Where an order came from: the scene, and who brought the buyer. */
export function useSourceText(): (source: ShopOrder["source"]) => string {
  const words = useWords("sales");
  return ({ scene, creatorName }) => {
    const place = words.scenes[scene] ?? scene;
    return creatorName ? `${place} · ${words.by(creatorName)}` : place;
  };
}
