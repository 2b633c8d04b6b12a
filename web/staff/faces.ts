import type { IconName } from "../kit/icon.tsx";
import type { Areas } from "#contract/words/areas";

type Word = keyof Areas["staff"];
export type MenuEntry = { to: string; icon: IconName; word: Word };
export type Face = {
  path: string;
  icon: IconName;
  word: Word;
  hint: Word;
  /** Who may enter at all; each screen's calls decide the rest. */
  need: "person" | "platform";
  menu: MenuEntry[];
};

/** The sections of the workbench and what stands in their side menus. A new screen adds its line here. */
export const faces: Face[] = [
  {
    path: "/studio",
    icon: "video",
    word: "studio",
    hint: "studioHint",
    need: "person",
    menu: [
      { to: "/studio", icon: "home", word: "overview" },
      { to: "/studio/rooms", icon: "video", word: "rooms" },
      { to: "/studio/offers", icon: "search", word: "offers" },
      { to: "/studio/showcase", icon: "bag", word: "showcase" },
      { to: "/studio/earnings", icon: "chart", word: "earnings" },
      { to: "/studio/creator", icon: "person", word: "creator" },
    ],
  },
  {
    path: "/seller",
    icon: "shop",
    word: "seller",
    hint: "sellerHint",
    need: "person",
    menu: [
      { to: "/seller", icon: "home", word: "overview" },
      { to: "/seller/products", icon: "box", word: "products" },
      { to: "/seller/orders", icon: "orders", word: "orders" },
      { to: "/seller/cases", icon: "refresh", word: "cases" },
      { to: "/seller/deals", icon: "clock", word: "deals" },
      { to: "/seller/coupons", icon: "gift", word: "coupons" },
      { to: "/seller/freight", icon: "truck", word: "freight" },
      { to: "/seller/money", icon: "chart", word: "statement" },
    ],
  },
  {
    path: "/console",
    icon: "shield",
    word: "console",
    hint: "consoleHint",
    need: "platform",
    menu: [
      { to: "/console", icon: "home", word: "overview" },
      { to: "/console/shops", icon: "shop", word: "shopReviews" },
      { to: "/console/audits", icon: "box", word: "audits" },
      { to: "/console/rooms", icon: "video", word: "liveRooms" },
      { to: "/console/words", icon: "chat", word: "words" },
      { to: "/console/log", icon: "orders", word: "auditLog" },
      { to: "/console/money", icon: "chart", word: "platformMoney" },
      { to: "/console/clock", icon: "clock", word: "demoClock" },
    ],
  },
];
