import type { IconName } from "../kit/icon.tsx";
import type { Areas } from "#contract/words/areas";

type Word = keyof Areas["staff"];
export type MenuEntry = { to: string; icon: IconName; word: Word };
export type Face = { path: string; icon: IconName; word: Word; hint: Word; menu: MenuEntry[] };

/** The sections of the workbench and what stands in their side menus. A new screen adds its line here. */
export const faces: Face[] = [
  {
    path: "/studio",
    icon: "video",
    word: "studio",
    hint: "studioHint",
    menu: [{ to: "/studio", icon: "home", word: "overview" }],
  },
  {
    path: "/seller",
    icon: "shop",
    word: "seller",
    hint: "sellerHint",
    menu: [{ to: "/seller", icon: "home", word: "overview" }],
  },
  {
    path: "/console",
    icon: "shield",
    word: "console",
    hint: "consoleHint",
    menu: [{ to: "/console", icon: "home", word: "overview" }],
  },
];
