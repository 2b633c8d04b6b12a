import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { refusals } from "#contract/refusals";
import type { Route } from "#contract/route";
import { createRoom } from "#modules/live";
import { contractRoutes } from "#platform/contract";
import { brokenIn, verify } from "#platform/verify";
import { aProduct, aShop } from "../fixtures/goods.ts";
import { type Answer, type Asked, openGround, type Person } from "./ground.ts";
import { fieldsOf, isRead, noBodies, noIds, pathOf, queryOf, spoilt } from "./hostile.ts";
import { paid } from "./sale.ts";

const ground = await openGround({ limits: 100_000 });
const { db } = ground;
const routes = Object.entries(await contractRoutes());

// One shop's whole belongings, and three who have no business with them.
const shop = await aShop(db);
const product = await aProduct(db, shop.shopId, { prices: [9_900n], pieces: 50 });
const buyer = await ground.buyer();
const order = await paid(ground, buyer, product.skuIds[0]!, 9_900n);
await sql`insert into identity.creators (person_id, name, created_at)
  values (${shop.ownerId}, '苔间主播', now())`.execute(db);
const room = await createRoom(db, { creatorId: shop.ownerId, title: "春茶", productIds: [product.productId] });
const [stranger, rival] = [await ground.person("生人"), await ground.sessionOf((await aShop(db, "隔壁")).ownerId)];
const owner = await ground.sessionOf(shop.ownerId);
const operator = await ground.person("运营");
await sql`insert into identity.role_grants (id, person_id, scope, role, granted_by, created_at)
  values (${operator.id}, ${operator.id}, 'platform', 'admin', ${operator.id}, now())`.execute(db);
/** Who may do what the route is for. */
const entitled = ({ access }: Route): Person => (access.by === "platform" ? operator : owner);
const askers: [string, Person | undefined][] = [
  ["nobody", undefined],
  ["a stranger", stranger],
  ["another shop's owner", rival],
];
const theirs: Record<string, string> = {
  shopId: String(shop.shopId),
  reviewShopId: String(shop.shopId),
  orderId: order.orderId,
  checkoutId: order.checkoutId,
  productId: String(product.productId),
  skuId: String(product.skuIds[0]),
  roomId: String(room.id),
  addressId: String(buyer.addressId),
  creatorId: String(shop.ownerId),
};

/** Everything that an answered "no" must leave as it was. What is counted, kept or timed by itself is left out. */
async function digest(): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'jobs', 'platform')
      and (schemaname, tablename) not in (('identity', 'sessions'), ('payments', 'intents'), ('live', 'presence'))
    order by 1`.execute(db);
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: sums } = await sql<{
      sum: string;
    }>`select count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum
      from ${sql.raw(name)} t`.execute(db);
    found[name] = sums[0]!.sum;
  }
  return found;
}

/** What every answer owes its caller. */
function wellMade(route: Route, answer: Answer, what: string): void {
  assert.ok(answer.status < 500, `${what}: ${answer.status} ${answer.text.slice(0, 300)}`);
  assert.ok(answer.headers.get("x-request-id"), what);
  assert.ok(answer.headers.get("ratelimit"), `${what}: ${answer.status} without its allowance`);
  if (answer.status < 400) {
    const read = route.out.safeParse(answer.body);
    assert.ok(read.success, `${what}: an answer outside its schema ${String(read.error).slice(0, 300)}`);
    return;
  }
  assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/, what);
  const known = refusals[answer.code as keyof typeof refusals];
  assert.ok(known, `${what}: an unknown code ${String(answer.code)}`);
  assert.equal(known.status, answer.status, what);
  assert.ok(typeof answer.body["requestId"] === "string", what);
}

/** Asks many things, a few at once. */
async function askAll<T>(all: Iterable<T>, one: (each: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const line = async (): Promise<void> => {
    for (let each = queue.shift(); each !== undefined; each = queue.shift()) await one(each);
  };
  await Promise.all(Array.from({ length: 8 }, line));
}

async function knock(route: Route, path: string, asked: Asked, what: string): Promise<Answer> {
  const answer = await ground.ask(route.method, path, asked);
  wellMade(route, answer, what);
  return answer;
}
const sent = (route: Route, fields: Record<string, unknown>): { query: string; body?: unknown } =>
  isRead(route) ? { query: `?${queryOf(fields)}` } : { query: "", body: fields };

const asJson = routes.filter(([, route]) => route.body === undefined || route.body === "json");
const open = new Set(["anyone", "provider"]);

test("the contract is large enough to be the whole of it", () => assert.ok(routes.length > 100, String(routes.length)));

test("ids of nobody and ids that are none: never found, never a fault", async () => {
  const named = asJson.filter(([, route]) => route.path.includes("{"));
  const wishes = named.flatMap(([name, route]) => noIds.map((id) => ({ name, route, id })));
  await askAll(wishes, async ({ name, route, id }) => {
    const { query, body } = sent(route, fieldsOf(route));
    // In a shop of one's own as well, where the door stands open.
    for (const [as, given] of [
      [rival, {}],
      [entitled(route), { shopId: String(shop.shopId) }],
    ] as const) {
      if (as !== rival && !/\{(?!shopId)\w+\}/.test(route.path)) continue;
      const answer = await knock(route, pathOf(route, given, id) + query, { as, body }, `${name} ${id}`);
      assert.ok(answer.status >= 400 || name === "removeWord", `${name} ${id} was answered ${answer.status}`);
    }
  });
});

test("what belongs to others is not found by anybody else, and not a row changes", async () => {
  const before = await digest();
  const wishes = asJson.flatMap(([name, route]) => askers.map(([who, as]) => ({ name, route, who, as })));
  await askAll(wishes, async ({ name, route, who, as }) => {
    const changes = route.method !== "GET" && open.has(route.access.by);
    const harmless = /^(changeMe|addAddress|askCode|signIn|signOut|readNotices|createShop|proveRealName)$/.test(name);
    if (changes || harmless) return;
    const { query, body } = sent(route, fieldsOf(route));
    const answer = await knock(route, pathOf(route, theirs) + query, { ...(as && { as }), body }, `${name} by ${who}`);
    if (route.access.by === "shop") assert.ok([401, 404].includes(answer.status), `${name} by ${who}: ${answer.text}`);
    if (route.access.by === "platform")
      assert.ok([401, 403].includes(answer.status), `${name} by ${who}: ${answer.text}`);
    if (answer.status === 403) assert.deepEqual(answer.body["details"], {}, `${name} by ${who} tells too much`);
    if (as === undefined && !open.has(route.access.by)) assert.equal(answer.status, 401, name);
  });
  assert.deepEqual(await digest(), before);
});

test("bodies that are none are refused in words, and not a row changes", async () => {
  const before = await digest();
  const wishes = routes
    .filter(([, route]) => !isRead(route))
    .flatMap(([name, route]) => noBodies.map((body) => ({ name, route, body })));
  await askAll(wishes, async ({ name, route, body }) => {
    const headers = { "content-type": "application/json" };
    const asked = { as: rival, body, headers };
    const answer = await knock(route, pathOf(route, theirs), asked, `${name} ${body.slice(0, 40)}`);
    if (body.length > 280_000 && ![403, 404].includes(answer.status))
      assert.equal(answer.code, "request.too_large", name);
  });
  const { "identity.notices": _told, ...after } = await digest();
  const { "identity.notices": _before, ...was } = before;
  assert.deepEqual(after, was);
});

test("one wrong value in an otherwise fitting request is never a fault", async () => {
  let asked = 0;
  for (const [name, route] of asJson) {
    if (name === "signOut") continue;
    await askAll(spoilt(fieldsOf(route)), async (fields) => {
      asked += 1;
      const { query, body } = sent(route, fields);
      const what = `${name} ${JSON.stringify(fields).slice(0, 200)}`;
      await knock(route, pathOf(route, theirs) + query, { as: entitled(route), body }, what);
    });
  }
  assert.ok(asked > 2_000, String(asked));
});

test("after all this every invariant holds, and the log knows of no fault", async () => {
  assert.doesNotMatch(ground.log(), /"msg":"a fault of ours"/);
  assert.deepEqual(brokenIn(await verify(ground.config.databaseUrl)), []);
});
