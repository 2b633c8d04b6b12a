import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { sql } from "kysely";
import { parts, smsGateway } from "#modules/identity";
import { standStill } from "#platform/clock";
import { appOf, testHouse } from "../../../tests/house.ts";
import { waitSeconds } from "./ask-code.ts";
import { authenticate } from "./authenticate.ts";

const time = standStill(new Date("2026-03-01T10:00:00Z"));
const { house } = await testHouse();
const sent = new Map<string, string>();
let smsAway = false;
smsGateway.replace(house.config, {
  send: async ({ phone, code, id }) => {
    if (smsAway) return { sure: "unknown", why: "silence" };
    sent.set(phone, code!);
    return { sure: "yes", value: { id } };
  },
  stop: () => undefined,
});
house.edge.authenticate = (request) => authenticate(house, request);
const app = await appOf(house, parts);

type Answer = {
  status: number;
  body: Record<string, unknown> & { code?: string; details?: Record<string, unknown> };
  cookie?: string;
};
async function ask(
  method: "GET" | "POST" | "DELETE" | "PATCH",
  url: string,
  payload?: object,
  headers = {},
): Promise<Answer> {
  const reply = await app.inject({
    method,
    url,
    headers: { "idempotency-key": randomUUID(), ...headers },
    ...(payload && { payload }),
  });
  const cookie = reply.cookies[0] && `${reply.cookies[0].name}=${reply.cookies[0].value}`;
  return { status: reply.statusCode, body: reply.json(), ...(cookie && { cookie }) };
}
const askCode = (phone: string) => ask("POST", "/api/identity/codes", { phone });
const enter = (phone: string, code: string, transport = "bearer") =>
  ask("POST", "/api/identity/sessions", { phone, code, transport });
async function newcomer(phone: string): Promise<{ token: string; id: string }> {
  await askCode(phone);
  const { body } = await enter(phone, sent.get(phone)!);
  return { token: String(body["token"]), id: (body["me"] as { id: string }).id };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test("a phone and its code sign in, and sign up who is new", async () => {
  const phone = "13800000001";
  assert.equal((await askCode(phone)).status, 200);
  const first = await enter(phone, sent.get(phone)!);
  assert.deepEqual([first.status, first.body["isNew"]], [200, true]);
  time.advance(61_000);
  await askCode(phone);
  const second = await enter(phone, sent.get(phone)!);
  assert.equal(second.body["isNew"], false);
  assert.equal((second.body["me"] as { id: string }).id, (first.body["me"] as { id: string }).id);
  assert.equal((second.body["me"] as { phoneMasked: string }).phoneMasked, "138******01");
});

test("a code works once, for five minutes and five tries", async () => {
  const phone = "13800000002";
  await askCode(phone);
  const right = sent.get(phone)!;
  const wrong = right === "000000" ? "111111" : "000000";
  for (let left = 4; left >= 0; left--) {
    const { body } = await enter(phone, wrong);
    assert.deepEqual([body.code, body.details?.["triesLeft"]], ["identity.otp_wrong", left]);
  }
  assert.equal((await enter(phone, right)).body.code, "identity.too_many_tries");
  time.advance(61_000);
  await askCode(phone);
  time.advance(301_000);
  assert.equal((await enter(phone, sent.get(phone)!)).body.code, "identity.otp_wrong");
  await askCode(phone);
  assert.equal((await enter(phone, sent.get(phone)!)).status, 200);
  assert.equal((await enter(phone, sent.get(phone)!)).body.code, "identity.otp_wrong");
});

test("codes are a minute apart, five an hour and ten a day", () => {
  const now = new Date("2026-03-01T12:00:00Z");
  const ago = (...seconds: number[]) => seconds.map((s) => new Date(now.getTime() - s * 1000));
  assert.equal(waitSeconds([], now), 0);
  assert.equal(waitSeconds(ago(20), now), 40);
  assert.equal(waitSeconds(ago(100, 200, 300, 400, 3000), now), 600);
  assert.equal(waitSeconds(ago(...Array.from({ length: 10 }, (_, n) => 4000 + n * 1000)), now), 86_400 - 13_000);
});

test("twenty askers at once get one code", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => askCode("13800000003")));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test("one code tried by twenty at once opens one session and makes one person", async () => {
  const phone = "13800000004";
  await askCode(phone);
  const answers = await Promise.all(Array.from({ length: 20 }, () => enter(phone, sent.get(phone)!)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  const people = await sql<{ n: bigint }>`select count(*) as n from identity.people
    where phone_index = ${house.vault.blindIndex("phone", phone)}`.execute(house.db);
  assert.equal(people.rows[0]!.n, 1n);
});

test("when no message can be sent the caller is told so", async () => {
  smsAway = true;
  assert.equal((await askCode("13800000005")).body.code, "identity.gateway_away");
  smsAway = false;
});

test("no phone number stands in the database in the clear", async () => {
  await newcomer("13812345678");
  const { rows } = await sql<{
    row: string;
  }>`select p::text || coalesce(encode(phone_sealed, 'escape'), '') as row
    from identity.people p`.execute(house.db);
  assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes("13812345678")));
});

test("a cookie may only change something from one of our own pages", async () => {
  const phone = "13800000006";
  await askCode(phone);
  const { cookie } = await enter(phone, sent.get(phone)!, "cookie");
  const change = (headers: object) =>
    ask("PATCH", "/api/identity/me", { nickname: "小满" }, { cookie, host: "jishi.test", ...headers });
  assert.equal((await change({})).body.code, "request.cross_site");
  assert.equal((await change({ "sec-fetch-site": "cross-site" })).body.code, "request.cross_site");
  assert.equal((await change({ origin: "https://evil.test" })).body.code, "request.cross_site");
  assert.equal((await change({ "sec-fetch-site": "same-origin" })).status, 200);
  assert.equal((await change({ origin: "http://jishi.test" })).status, 200);
});

test("who signs out is nobody within a second", async () => {
  const { token } = await newcomer("13800000007");
  const me = async () => (await ask("GET", "/api/identity/me", undefined, bearer(token))).body["me"];
  assert.ok(await me());
  assert.equal((await ask("DELETE", "/api/identity/session", undefined, bearer(token))).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(await me(), null);
});

test("another's address is as unknown as none, and there are at most twenty", async () => {
  const [one, two] = [await newcomer("13800000008"), await newcomer("13800000009")];
  const draft = {
    name: "王小满",
    phone: "13900000000",
    regionCodes: ["330000", "330100", "330106"],
    regionNames: ["浙江省", "杭州市", "西湖区"],
    street: "文三路 90 号",
  };
  const made = await ask("POST", "/api/identity/addresses", draft, bearer(one.token));
  assert.deepEqual([made.status, made.body["isDefault"]], [200, true]);
  const theirs = await ask(
    "DELETE",
    `/api/identity/addresses/${String(made.body["id"])}`,
    undefined,
    bearer(two.token),
  );
  assert.equal(theirs.body.code, "identity.address_not_found");
  const more = await Promise.all(
    Array.from({ length: 25 }, () => ask("POST", "/api/identity/addresses", draft, bearer(one.token))),
  );
  assert.equal(more.filter(({ status }) => status === 200).length, 19);
});

test("a session lives on by visits, ends after thirty days without one, and does not come back", async () => {
  const { token } = await newcomer("13800000010");
  const me = async () => (await ask("GET", "/api/identity/me", undefined, bearer(token))).body["me"];
  for (const days of [20, 20]) {
    time.advance(days * 86_400_000);
    assert.ok(await me());
  }
  time.advance(31 * 86_400_000);
  assert.equal(await me(), null);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(await me(), null);
});
