import type buy from "./zh/buy.ts";
import type address from "./zh/address.ts";
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
  kit: typeof kit;
  shell: typeof shell;
  staff: typeof staff;
  home: typeof home;
  room: typeof room;
  "sign-in": typeof signIn;
  storefront: typeof storefront;
};
