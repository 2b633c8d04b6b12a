import { existsSync, readFileSync } from "node:fs";
import type { FastifyInstance, FastifyRequest } from "fastify";

type Answer = { coverUrl?: string | null; items?: { coverUrl: string | null }[] };
type First = {
  path: RegExp;
  screen: string;
  /** The endpoint by its name in the register, what is asked of it, and where that is answered. */
  read: (found: RegExpMatchArray) => { name: string; input: Record<string, string | number>; url: string };
  hero: (answer: Answer) => string | null | undefined;
};
type Chunk = { file: string; css?: string[]; imports?: string[] };

/** Pages whose picture must stand within two seconds on a phone: what they would ask for first travels with them. */
const firsts: First[] = [
  {
    path: /^\/$/,
    screen: "screens/home/home.tsx",
    read: () => ({ name: "listRooms", input: { when: "now", limit: 7 }, url: "/api/live/rooms?when=now&limit=7" }),
    hero: (answer) => answer.items?.[0]?.coverUrl,
  },
  {
    path: /^\/rooms\/([1-9]\d{0,15})$/,
    screen: "screens/room/room.tsx",
    read: ([, roomId = ""]) => ({ name: "readRoom", input: { roomId }, url: `/api/live/rooms/${roomId}` }),
    hero: (answer) => answer.coverUrl,
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
    const hero = answer && first.hero(answer);
    const head = [
      ...chunksOf(manifest, first.screen),
      ...(hero ? [`<link rel="preload" as="image" fetchpriority="high" href="${attribute(hero)}">`] : []),
    ];
    const state = answer
      ? `<script type="application/json" id="state">${JSON.stringify([[[name, input], answer]]).replaceAll("<", "\\u003c")}</script>`
      : "";
    return page.replace("<!--head-->", () => head.join("")).replace("<!--state-->", () => state);
  };
}

function chunksOf(manifest: Record<string, Chunk>, screen: string): string[] {
  const chunk = manifest[screen];
  if (!chunk) return [];
  return [
    `<link rel="modulepreload" crossorigin href="/${chunk.file}">`,
    ...(chunk.css ?? []).map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
  ];
}

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
