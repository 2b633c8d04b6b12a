import zhBuy from "../../contract/words/zh/buy.ts";
import zhDrop from "../../contract/words/zh/drop.ts";
import zhKit from "../../contract/words/zh/kit.ts";
import zhOrders from "../../contract/words/zh/orders.ts";
import zhSignIn from "../../contract/words/zh/sign-in.ts";
import enBuy from "../../contract/words/en/buy.ts";
import enDrop from "../../contract/words/en/drop.ts";
import enKit from "../../contract/words/en/kit.ts";
import enOrders from "../../contract/words/en/orders.ts";
import enSignIn from "../../contract/words/en/sign-in.ts";
import type { Language } from "./browser.ts";
import type { Person } from "./persons.ts";
import type { Push } from "./push.ts";
import type { Stage } from "./stage.ts";

const spoken = {
  zh: { drop: zhDrop, buy: zhBuy, orders: zhOrders, kit: zhKit, signIn: zhSignIn },
  en: { drop: enDrop, buy: enBuy, orders: enOrders, kit: enKit, signIn: enSignIn },
};

/** Somebody in the room, and the words that the pages have for them. */
export type Buyer = Person & { name: string; language: Language; words: (typeof spoken)["zh"] };
export const asBuyer = (person: Person, name: string, language: Language): Buyer =>
  Object.assign(person, { name, language, words: spoken[language] });

/** What the steps of a drop hand on to each other. */
export type Drop = {
  stage: Stage;
  say: (line: string) => void;
  faults: string[];
  /** Owns the shop and hosts the room. */
  host: Person;
  operator: Person;
  first: Buyer;
  second: Buyer;
  third: Buyer;
  fourth: Buyer;
  shopId: string;
  productId: string;
  skuId: string;
  roomId: string;
  dealId: string;
  push: Push | undefined;
};
