import { existsSync, readFileSync } from "node:fs";
import type { FastifyInstance, FastifyRequest } from "fastify";

type Answer = {
  coverUrl?: string | null;
  items?: { coverUrl: string | null }[];
  pin?: { productId: string } | null;
  shelf?: { id: string; pictureUrl: string }[];
  pictureUrls?: string[];
};
type First = {
  path: RegExp;
  screen: string;
  /** The endpoint by its name in the register, what is asked of it, and where that is answered. */
  read: (found: RegExpMatchArray) => { name: string; input: Record<string, string | number>; url: string };
  /** The pictures that stand at the top of the page. */
  heroes: (answer: Answer) => (string | null | undefined)[];
  words: string;
};
type Chunk = { file: string; css?: string[]; imports?: string[] };

/** Pages whose picture must stand within two seconds on a phone: what they would ask for first travels with them. */
const firsts: First[] = [
  {
    path: /^\/$/,
    screen: "screens/home/home.tsx",
    read: () => ({ name: "listRooms", input: { when: "now", limit: 7 }, url: "/api/live/rooms?when=now&limit=7" }),
    heroes: ({ items }) => [items?.[0]?.coverUrl],
    words: "home",
  },
  {
    path: /^\/rooms\/([1-9]\d{0,15})$/,
    screen: "screens/room/room.tsx",
    read: ([, roomId = ""]) => ({ name: "readRoom", input: { roomId }, url: `/api/live/rooms/${roomId}` }),
    heroes: ({ coverUrl, pin, shelf }) => [coverUrl, shelf?.find((item) => item.id === pin?.productId)?.pictureUrl],
    words: "room",
  },
  {
    path: /^\/products\/([1-9]\d{0,15})$/,
    screen: "screens/product/product.tsx",
    read: ([, productId = ""]) => ({
      name: "readProduct",
      input: { productId },
      url: `/api/catalog/products/${productId}`,
    }),
    heroes: ({ pictureUrls }) => [pictureUrls?.[0]],
    words: "product",
  },
];

/** Fills a page's head and state. A first answer that is refused is left out: the page asks for itself and says why. */
export function firstAnswers(app: FastifyInstance, manifestFile: string) {
  const manifest = existsSync(manifestFile)
    ? (JSON.parse(readFileSync(manifestFile, "utf8")) as Record<string, Chunk>)
    : {};
  return async (page: string, path: string, request: FastifyRequest): Promise<string> => {
    const first = firsts.find((one) => one.path.test(path));
    const found = first && path.match(first.path);
    if (!first || !found) return page;
    const { name, input, url } = first.read(found);
    // Asked as the visitor, from their address: what they may see and how often they may ask stay theirs.
    const headers = request.headers.cookie ? { cookie: request.headers.cookie } : {};
    const answered = await app.inject({ method: "GET", url, headers, remoteAddress: request.ip });
    const answer = answered.statusCode === 200 ? answered.json<Answer>() : undefined;
    const heroes = answer ? first.heroes(answer).filter((one) => typeof one === "string") : [];
    const words = ["kit", "shell", first.words].map((area) => `../../contract/words/${languageOf(request)}/${area}.ts`);
    const head = [
      ...chunksOf(manifest, [first.screen, ...words]),
      ...heroes.map((url) => `<link rel="preload" as="image" fetchpriority="high" href="${attribute(url)}">`),
    ];
    const state = answer
      ? `<script type="application/json" id="state">${JSON.stringify([[[name, input], answer]]).replaceAll("<", "\\u003c")}</script>`
      : "";
    return page.replace("<!--head-->", () => head.join("")).replace("<!--state-->", () => state);
  };
}

/** The same choice as the page makes; a wrong guess costs one small file. */
function languageOf({ url, headers }: FastifyRequest): "zh" | "en" {
  const asked = /[?&]lang=(zh|en)/.exec(url)?.[1] ?? /(?:^|; )lang=(zh|en)/.exec(headers.cookie ?? "")?.[1];
  return (asked ?? /\b(zh|en)\b/.exec(headers["accept-language"] ?? "")?.[1]) === "en" ? "en" : "zh";
}

function chunksOf(manifest: Record<string, Chunk>, wanted: string[]): string[] {
  const keys = new Set(wanted);
  for (const key of keys) for (const needed of manifest[key]?.imports ?? []) keys.add(needed);
  const chunks = [...keys].flatMap((key) => manifest[key] ?? []);
  // The entry's own chunks stand in the page already; naming one twice costs nothing.
  return [
    ...chunks.map(({ file }) => `<link rel="modulepreload" crossorigin href="/${file}">`),
    ...new Set(
      chunks.flatMap(({ css }) => css ?? []).map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
    ),
  ];
}

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
