import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sql } from "kysely";
import { createRoom } from "#modules/live";
import { transact } from "#platform/db";
import { emit } from "#platform/events";
import { aProduct, aShop } from "../fixtures/goods.ts";
import { CHROMIUM, openBrowser, openContext } from "../journeys/browser.ts";
import { type Answer, openGround, until } from "./ground.ts";

// What people write is text, whatever it looks like: in every answer, and on the pages.
const ground = await openGround();
const { db, ask } = ground;
const SHORT = "<svg onload=hack()>";
const LONG = `</script><script>hack()</script><img src=x onerror="hack()">`;

const shop = await aShop(db, SHORT);
const { productId } = await aProduct(db, shop.shopId, { title: LONG });
const words = JSON.stringify({ description: { zh: LONG, en: LONG }, attributes: [] });
await sql`update catalog.products set detail = ${words} where id = ${productId}`.execute(db);
await sql`insert into identity.creators (person_id, name, created_at) values (${shop.ownerId}, ${SHORT}, now())`.execute(
  db,
);
const room = await createRoom(db, { creatorId: shop.ownerId, title: SHORT, productIds: [productId] });
await sql`update live.rooms set state = 'ready', ready_at = now(), intro = ${LONG} where id = ${room.id}`.execute(db);
await transact(db, (tx) => emit(tx, "media.stream_started", [{ streamId: room.streamId }]));
const readRoom = (): Promise<Answer> => ask("GET", `/api/live/rooms/${room.id}`);
await until("the room is live", async () => (await readRoom()).body["state"] === "live");
const buyer = await ground.buyer();

/** JSON, and nothing that a browser would take for a page. */
function isPlain({ status, headers, text }: Answer): void {
  assert.equal(status, 200, text);
  assert.match(headers.get("content-type") ?? "", /^application\/json/);
  assert.equal(headers.get("x-content-type-options"), "nosniff");
}

test("script in names, titles, descriptions and chat is kept and told as it was written", async () => {
  const renamed = await ask("PATCH", "/api/identity/me", { as: buyer, body: { nickname: SHORT } });
  isPlain(renamed);
  assert.equal(renamed.body["nickname"], SHORT);
  const said = await ask("POST", `/api/live/rooms/${room.id}/messages`, { as: buyer, body: { text: LONG } });
  isPlain(said);
  assert.deepEqual([said.body["text"], said.body["name"]], [LONG, SHORT]);
  const product = await ask("GET", `/api/catalog/products/${productId}`);
  isPlain(product);
  assert.equal(product.body["titleZh"], LONG);
  await until("the room shows the message", async () => (await readRoom()).text.includes("onerror"));
  isPlain(await readRoom());
});

test("text that hides or turns what follows is refused", async () => {
  for (const nickname of ["a\u0000b", "\u202Egpj.exe", "a\u0007", "\u2066x"])
    assert.equal((await ask("PATCH", "/api/identity/me", { as: buyer, body: { nickname } })).code, "request.invalid");
});

test("a page that travels with its first answer closes no script early", async () => {
  const page = await ask("GET", `/rooms/${room.id}`);
  if (page.status === 404) return; // no web app is built here
  assert.ok(!page.text.includes("<script>hack()"), "the answer stays inside its element");
  assert.ok(!page.text.includes("<svg onload"));
  assert.match(page.headers.get("content-security-policy") ?? "", /script-src 'self';/);
});

const dist = existsSync(join(import.meta.dirname, "../../web/dist/buyer/index.html"));
const skip = !existsSync(CHROMIUM) ? "no Chromium here" : !dist && "the web apps are not built (npm run build)";

test("in a real browser nothing of it runs: it is read as text", { skip }, async () => {
  const browser = await openBrowser();
  after(() => browser.close());
  const context = await openContext(browser, { url: ground.at, size: "phone" });
  const page = await context.newPage();
  await page.addInitScript("window.hack = () => { window.hacked = true; }");
  for (const path of [`/products/${productId}`, `/rooms/${room.id}`, `/shops/${shop.shopId}`, "/"]) {
    await page.goto(path);
    await page
      .getByText(/onload=hack|onerror="hack/)
      .first()
      .waitFor();
    const seen = await page.evaluate(`({ hacked: window.hacked === true,
      made: document.querySelectorAll("[onload],[onerror],script:not([src]):not([type])").length })`);
    assert.deepEqual(seen, { hacked: false, made: 0 }, path);
  }
});
