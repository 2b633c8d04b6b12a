import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clock, standStill } from "#platform/clock";
import { openDb, transact } from "#platform/db";
import { newId, openIds } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { aPerson, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { world } from "../../../tests/world.ts";
import { claimCoupon } from "./claim-coupon.ts";
import { endCouponsInTime } from "./end-coupons.ts";
import { holdGrants, lockGrantsOf, readGrants, retakeGrants, returnGrants, spendGrants } from "./grants.ts";
import { type Ask, createCoupon, voidCoupon } from "./issue-coupon.ts";
import { findCouponFaults, listClaimable, listMyCoupons, listShopCoupons } from "./queries.ts";

const { db, url } = await world();
const otherPool = openDb(url, { connectionsMax: 8 });
const time = standStill(new Date());
const DAY_MS = 86_400_000;
let shop: ShopFixture;

before(async () => {
  await openIds(db);
  shop = await aShop(db);
});
after(() => otherPool.destroy());

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const issue = (more: Partial<Ask> = {}) =>
  createCoupon(db, {
    shopId: shop.shopId,
    nameZh: "新客立减",
    nameEn: "",
    offFen: 500n,
    fromFen: 0n,
    total: 10,
    perPerson: 1,
    startsAt: new Date(clock.now().getTime() - 1000),
    endsAt: new Date(clock.now().getTime() + DAY_MS),
    ...more,
  });
const hold = (grantId: bigint, orderId: bigint) => transact(db, (tx) => holdGrants(tx, [{ grantId, orderId }]));

test("of two hundred people who claim the last coupon at once, one gets it", async () => {
  const { id } = await issue({ total: 1 });
  const people = await Promise.all(Array.from({ length: 200 }, (_, n) => aPerson(db, `人${n}`)));
  const claims = await Promise.allSettled(people.map((person, n) => claimCoupon(n % 2 ? db : otherPool, person, id)));
  const lost = claims.filter((claim) => claim.status === "rejected");
  assert.equal(lost.length, 199);
  assert.ok(lost.every(({ reason }) => refusedWith("promotions.coupon_gone")(reason)));
  assert.deepEqual(await findCouponFaults(db), []);
});

test("a person who taps twenty times at once has as many as one may, and the rest is left for others", async () => {
  const coupon = await issue({ total: 50, perPerson: 3 });
  const person = await aPerson(db);
  const taps = Array.from({ length: 20 }, (_, n) => claimCoupon(n % 2 ? db : otherPool, person, coupon.id));
  const claims = await Promise.allSettled(taps);
  assert.equal(claims.filter(({ status }) => status === "fulfilled").length, 3);
  const [listed] = await listShopCoupons(db, shop.shopId, undefined, 1);
  assert.equal(listed!.claimed, 3);
  const offered = (await listClaimable(db, shop.shopId, person)).find(({ id }) => id === coupon.id);
  assert.equal(offered?.claimableByMe, 0);
});

test("a coupon serves one order: two that reach for it at once, one is told", async () => {
  const person = await aPerson(db);
  const { id } = await claimCoupon(db, person, (await issue()).id);
  const both = await Promise.allSettled([hold(id, newId()), hold(id, newId())]);
  const lost = both.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
  assert.equal(lost.length, 1);
  assert.ok(refusedWith("promotions.not_applicable")(lost[0]!.reason));
});

test("a grant is locked, comes back when the order closes, is used when it is paid, and comes back on a refund", async () => {
  const person = await aPerson(db);
  const { id } = await claimCoupon(db, person, (await issue()).id);
  const held = async () => (await readGrants(db, [person], [shop.shopId])).get(person)?.length ?? 0;
  const [first, second] = [newId(), newId()];
  await hold(id, first);
  assert.equal(await held(), 0);
  assert.equal((await transact(db, (tx) => lockGrantsOf(tx, [person], [shop.shopId], clock.now()))).size, 0);
  await transact(db, (tx) => returnGrants(tx, [first]));
  assert.equal(await held(), 1);
  await hold(id, second);
  await transact(db, (tx) => spendGrants(tx, [second]));
  assert.equal((await listMyCoupons(db, person, "used", undefined, 5)).length, 1);
  await transact(db, (tx) => returnGrants(tx, [second]));
  assert.equal(await held(), 1);
});

test("what ended is swept; late money takes its coupon again, but a return after the end is no use to anyone", async () => {
  const person = await aPerson(db);
  const coupon = await issue();
  const { id } = await claimCoupon(db, person, coupon.id);
  const orderId = newId();
  await hold(id, orderId);
  await transact(db, (tx) => returnGrants(tx, [orderId]));
  time.advance(2 * DAY_MS);
  while ((await endCouponsInTime(db)) > 0);
  const [mine] = await listMyCoupons(db, person, undefined, undefined, 5);
  assert.deepEqual([mine!.state, mine!.coupon.state], ["expired", "expired"]);
  await assert.rejects(claimCoupon(db, await aPerson(db), coupon.id), refusedWith("promotions.coupon_gone"));
  assert.deepEqual(await transact(db, (tx) => retakeGrants(tx, [{ grantId: id, orderId }])), new Set([orderId]));
  assert.deepEqual(await transact(db, (tx) => retakeGrants(tx, [{ grantId: id, orderId: newId() }])), new Set());
  await transact(db, (tx) => returnGrants(tx, [orderId]));
  assert.equal((await listMyCoupons(db, person, "expired", undefined, 5)).length, 1);
});

test("a void coupon is no longer claimed, what was claimed stays good, and another shop cannot void it", async () => {
  const person = await aPerson(db);
  const coupon = await issue();
  await claimCoupon(db, person, coupon.id);
  const other = await aShop(db, "青釉窑");
  const theirs = voidCoupon(db, { shopId: other.shopId, couponId: coupon.id });
  await assert.rejects(theirs, refusedWith("promotions.not_found"));
  assert.equal((await voidCoupon(db, { shopId: shop.shopId, couponId: coupon.id })).state, "void");
  const again = voidCoupon(db, { shopId: shop.shopId, couponId: coupon.id });
  await assert.rejects(again, refusedWith("promotions.wrong_state"));
  await assert.rejects(claimCoupon(db, await aPerson(db), coupon.id), refusedWith("promotions.coupon_gone"));
  assert.equal((await readGrants(db, [person], [shop.shopId])).get(person)?.length, 1);
});

test("a coupon that makes no sense is refused by its fields, one that has not begun is not there yet", async () => {
  const fault = (more: Partial<Ask>) => assert.rejects(issue(more), refusedWith("request.invalid"));
  await fault({ fromFen: 400n });
  await fault({ endsAt: new Date(clock.now().getTime() - 1) });
  await fault({ total: 1, perPerson: 2 });
  const soon = await issue({ startsAt: new Date(clock.now().getTime() + 1000) });
  await assert.rejects(claimCoupon(db, await aPerson(db), soon.id), refusedWith("promotions.not_found"));
  await assert.rejects(claimCoupon(db, await aPerson(db), 4242n), refusedWith("promotions.not_found"));
});
