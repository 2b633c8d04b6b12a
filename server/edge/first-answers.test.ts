import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import Fastify from "fastify";
import { firstAnswers } from "./first-answers.ts";

const shell = "<head><!--head--></head><body><!--state--></body>";
const folder = mkdtempSync(join(tmpdir(), "first-"));
const manifestFile = join(folder, "manifest.json");
const words = (language: string) => ({ file: `assets/${language}.js` });
writeFileSync(
  manifestFile,
  JSON.stringify({
    "screens/home/home.tsx": { file: "assets/home.js", css: ["a.css"], imports: ["_first.js"] },
    "_first.js": { file: "assets/first.js", css: ["a.css"] },
    "../../contract/words/zh/home.ts": words("zh"),
    "../../contract/words/en/home.ts": words("en"),
  }),
);

const app = Fastify();
const asked: { cookie: string | undefined; ip: string }[] = [];
app.get("/api/live/rooms", (request) => {
  asked.push({ cookie: request.headers.cookie, ip: request.ip });
  return { items: [{ id: "1", title: "</script><b>", coverUrl: '/files/a.webp?x="1"' }], nextCursor: null };
});
app.get("/api/catalog/products/:productId", () => ({ pictureUrls: ["/files/tea.webp", "/files/cup.webp"] }));
app.get("/api/live/rooms/:roomId", (_, reply) => reply.code(404).send({ code: "live.not_found" }));
const fill = firstAnswers(app, manifestFile);
app.setNotFoundHandler(async (request, reply) =>
  reply.type("text/html").send(await fill(shell, request.url.split("?")[0] ?? "", request)),
);
after(() => app.close());

const read = async (url: string, cookie?: string): Promise<string> =>
  (await app.inject({ url, remoteAddress: "203.0.113.9", headers: cookie ? { cookie } : {} })).body;

test("home brings its rooms, their first cover and its script along, asked as the visitor", async () => {
  const page = await read("/?lang=zh", "s=1");
  for (const file of ["home", "first", "zh"])
    assert.ok(page.includes(`modulepreload" crossorigin href="/assets/${file}.js"`), file);
  assert.equal(page.split('href="/a.css"').length, 2);
  assert.match(page, /as="image" fetchpriority="high" href="\/files\/a.webp\?x=&quot;1&quot;"/);
  const told = /id="state">(.*?)<\/script>/.exec(page)?.[1] ?? "";
  const [[key, answer]] = JSON.parse(told);
  assert.deepEqual(key, ["listRooms", { when: "now", limit: 7 }]);
  assert.equal(answer.items[0].title, "</script><b>");
  assert.deepEqual(asked, [{ cookie: "s=1", ip: "203.0.113.9" }]);
});

test("the words come in the language that the page will speak", async () => {
  assert.match(await read("/?lang=en"), /assets\/en\.js/);
  assert.match(await read("/", "a=b; lang=en"), /assets\/en\.js/);
  assert.match(await read("/", "lang=zh"), /assets\/zh\.js/);
});

test("a product brings the first of its pictures", async () => {
  const page = await read("/products/9");
  assert.match(page, /fetchpriority="high" href="\/files\/tea.webp"/);
  assert.doesNotMatch(page, /as="image"[^>]*cup/);
});

test("a room that is not there, and a page without a first answer, come bare", async () => {
  assert.equal(await read("/rooms/7"), "<head></head><body></body>");
  assert.equal(await read("/orders"), shell);
});
