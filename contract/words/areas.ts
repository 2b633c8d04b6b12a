import type buy from "./zh/buy.ts";
import type address from "./zh/address.ts";
import type entry from "./zh/entry.ts";
import type notices from "./zh/notices.ts";
import type flows from "./zh/flows.ts";
import type studio from "./zh/studio.ts";
import type desk from "./zh/desk.ts";
import type figures from "./zh/figures.ts";
import type kit from "./zh/kit.ts";
import type shell from "./zh/shell.ts";
import type staff from "./zh/staff.ts";
import type home from "./zh/home.ts";
import type room from "./zh/room.ts";
import type signIn from "./zh/sign-in.ts";
import type storefront from "./zh/storefront.ts";

/** One line per catalogue; `useWords("kit")` is typed by it. */
export type Areas = {
  buy: typeof buy;
  address: typeof address;
  entry: typeof entry;
  notices: typeof notices;
  flows: typeof flows;
  studio: typeof studio;
  desk: typeof desk;
  figures: typeof figures;
  kit: typeof kit;
  shell: typeof shell;
  staff: typeof staff;
  home: typeof home;
  room: typeof room;
  "sign-in": typeof signIn;
  storefront: typeof storefront;
};
