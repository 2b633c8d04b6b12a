/** What the demo world is made of. Pure content: seeding turns it into rows by the real use-cases. */

export type Words = { zh: string; en: string };

export type ShopKey = "moss" | "kiln" | "flax";

export type ArtKind =
  | "tin"
  | "pouch"
  | "teacake"
  | "teapot"
  | "gaiwan"
  | "jar"
  | "noodles"
  | "giftbox"
  | "bottle"
  | "biscuits"
  | "fruit"
  | "bowl"
  | "plate"
  | "cup"
  | "vase"
  | "lamp"
  | "blanket"
  | "candle"
  | "board"
  | "cushion"
  | "basket"
  | "pot"
  | "glass"
  | "shirt"
  | "tee"
  | "dress"
  | "trousers"
  | "knit"
  | "jacket"
  | "skirt"
  | "cap"
  | "scarf"
  | "bag"
  | "socks"
  | "umbrella";

export type Tone =
  | "moss"
  | "pine"
  | "clay"
  | "honey"
  | "ink"
  | "sky"
  | "rose"
  | "oat"
  | "plum"
  | "sage"
  | "rust"
  | "snow"
  | "sea"
  | "coral";

export type OptionGroup = { name: Words; values: Words[] };

/** `choice` holds one index per option group, in the order of the groups. */
export type DemoSku = {
  choice: number[];
  priceFen: bigint;
  marketFen: bigint;
  stock: number;
  weightGrams: number;
};

export type Fact = { name: Words; value: Words };

export type DemoProduct = {
  key: string;
  category: string;
  art: { kind: ArtKind; tone: Tone };
  title: Words;
  subtitle: Words;
  description: Words;
  options: OptionGroup[];
  skus: DemoSku[];
  promiseHours: 24 | 48 | 72;
  freight: string;
  /** The share of an open alliance plan, or null when the shop sells this one alone. */
  commissionBp: number | null;
  facts: Fact[];
};

export type DemoShop = {
  key: ShopKey;
  name: Words;
  slogan: Words;
  intro: Words;
  merchant: { nickname: string; phone: string };
  company: string;
  products: DemoProduct[];
};

export type DemoCategory = { key: string; parent: string | null; name: Words };

export type DemoCreator = {
  key: string;
  nickname: Words;
  bio: Words;
  phone: string;
  avatar: { animal: "fox" | "cat" | "bear" | "rabbit" | "owl"; tone: Tone };
};

export type DemoCoupon = {
  key: string;
  shop: ShopKey;
  title: Words;
  rule: { type: "amount_off"; thresholdFen: bigint; offFen: bigint } | { type: "direct"; offFen: bigint };
  total: number;
  perPerson: number;
  validDays: number;
};

/** First weight and each further started step; regions by two-digit GB/T 2260 province code. */
export type FreightTemplate = {
  key: string;
  shop: ShopKey;
  name: Words;
  firstGrams: number;
  firstFen: bigint;
  nextGrams: number;
  nextFen: bigint;
  freeFromFen: bigint | null;
  surcharges: { provinces: string[]; firstFen: bigint; nextFen: bigint }[];
  notServed: string[];
};

export type RoomPlan = {
  key: string;
  creator: string;
  state: "live" | "soon" | "ended";
  title: Words;
  intro: Words;
  cover: { tone: Tone; kinds: ArtKind[] };
  shelf: string[];
  pinned: string;
  likesGoal: number;
  openingInHours: number;
};

/** A flash deal of a product's first SKU, everywhere or in one room. */
export type DemoDrop = {
  product: string;
  room: string | null;
  priceFen: bigint;
  pieces: number;
  perBuyer: number;
  admission: "open" | "line";
  beginsInMinutes: number;
  lastsMinutes: number;
};

export type DemoAddress = { name: string; phone: string; regionCode: string; street: string };
