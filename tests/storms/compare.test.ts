import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Books, Checkout } from "./books.ts";
import { compare, type Goods } from "./compare.ts";
import { type Attempt, openJournal, readJournal } from "./journal.ts";

const TEA: Goods = { skuId: "7", priceFen: 500, limit: 2 };
const line = { skuId: "7", quantity: 1, paidFen: 500 };

function order(n: number, state: string): Checkout {
  const orders = [{ id: `20${n}`, state, payableFen: 500, refundedFen: 0, lines: [line] }];
  return { id: `10${n}`, buyerId: `b${n}`, requestId: `place-${n}`, payableFen: 500, outTradeNo: `P${n}`, orders };
}

/** Two pieces of tea came in: one buyer paid, one did not, and a third came too late. */
function agreeing(): { attempts: Attempt[]; books: Books; goods: Goods[] } {
  const wish = { lines: [{ skuId: "7", quantity: 1 }] };
  const placed = (n: number): Attempt => ({
    ...{ id: `place-${n}`, deed: "place", by: `b${n}`, wish },
    answer: {
      ...{ id: `place-${n}`, ok: true, unknowns: 0 },
      told: { checkoutId: `10${n}`, orderIds: [`20${n}`], payableFen: 500 },
    },
  });
  return {
    goods: [TEA],
    attempts: [
      { ...{ id: "stock-1", deed: "stock", by: "shop", wish: { skuId: "7", pieces: 2 } }, answer: yes("stock-1") },
      placed(1),
      placed(2),
      {
        ...{ id: "place-3", deed: "place", by: "b3", wish },
        answer: { id: "place-3", ok: false, code: "inventory.out_of_stock", told: {}, unknowns: 1 },
      },
      { ...{ id: "pay-1", deed: "pay", by: "b1", wish: { checkoutId: "101" } }, answer: yes("pay-1") },
    ],
    books: {
      checkouts: [order(1, "to_ship"), order(2, "unpaid")],
      stock: [{ skuId: "7", onHand: 2, reserved: 2 }],
      captures: [{ outTradeNo: "P1", providerRef: "T1", fen: 500 }],
      refunds: [],
      heldFen: 500,
      deeds: {
        payments: [
          { outTradeNo: "P1", state: "paid", transactions: [{ transactionId: "T1", fen: 500 }] },
          { outTradeNo: "P2", state: "open", transactions: [] },
        ],
        refunds: [],
      },
    },
  };
}
const yes = (id: string): NonNullable<Attempt["answer"]> => ({ id, ok: true, told: {}, unknowns: 0 });

type Sides = ReturnType<typeof agreeing>;
const found = (spoil: (sides: Sides) => void): string => {
  const sides = agreeing();
  spoil(sides);
  return compare(sides).join("\n");
};

test("a journal and books that agree leave nothing to say", () => {
  assert.deepEqual(compare(agreeing()), []);
});

test("an acknowledged order that is gone is found, and one that was changed", () => {
  assert.match(
    found(({ books }) => void books.checkouts.splice(1, 1)),
    /^lost: order 102 was acknowledged to place-2/m,
  );
  assert.match(
    found(({ books }) => void (books.checkouts[1]!.payableFen = 400)),
    /^changed: place-2 was told 102 \[202\] for 500, kept is 102 \[202\] for 400/m,
  );
  assert.match(
    found(({ books }) => void (books.checkouts[1]!.orders[0]!.id = "209")),
    /^changed: place-2/m,
  );
  assert.match(
    found(({ books }) => void (books.checkouts[1]!.orders[0]!.lines = [{ ...line, quantity: 2 }])),
    /^changed: place-2 has other lines/m,
  );
});

test("an order that was placed twice is found, and one that nobody asked for", () => {
  const again = { ...order(2, "unpaid"), id: "109", outTradeNo: "P9" };
  assert.match(
    found(({ books }) => void books.checkouts.push(again)),
    /^doubled: b2 place-2 has 2 checkouts/m,
  );
  assert.match(
    found(({ books }) => void books.checkouts.push({ ...order(4, "unpaid") })),
    /^made up: nobody asked for b4 place-4/m,
  );
});

test("more pieces in orders than came in are found, and a buyer above the limit", () => {
  const third = (sides: Sides): void => {
    sides.books.checkouts.push(order(3, "unpaid"));
    sides.attempts[3]!.answer = { ...yes("place-3"), told: { checkoutId: "103", orderIds: ["203"], payableFen: 500 } };
  };
  assert.match(found(third), /^oversold: 3 pieces of 7 out of 2/m);
  assert.match(
    found(({ books }) => void (books.stock[0]!.reserved = 1)),
    /^stock: 2 pieces of 7 are in orders, 1 are reserved/m,
  );
  const greedy = ({ books }: Sides): void => {
    for (const checkout of books.checkouts) checkout.buyerId = "b1";
    books.checkouts[0]!.orders[0]!.lines = [{ ...line, quantity: 2 }];
  };
  assert.match(found(greedy), /^over the limit: b1 has 3 of 7, 2 are allowed/m);
});

test("a refused wish that was done all the same is found, and one that nobody answered", () => {
  assert.match(
    found(({ books }) => void books.checkouts.push(order(3, "unpaid"))),
    /^refused and done: place-3 was told inventory.out_of_stock/m,
  );
  assert.match(
    found(({ attempts }) => void delete attempts[4]!.answer),
    /^unanswered: pay pay-1/m,
  );
});

test("money that the provider has and we do not is found, and the other way round", () => {
  assert.match(
    found(({ books }) => void books.captures.pop()),
    /^not booked: payment T1 of P1 for 500/m,
  );
  assert.match(
    found(({ books }) => void books.captures.push({ outTradeNo: "P2", providerRef: "T2", fen: 500 })),
    /^booked and never done: payment T2/m,
  );
  assert.match(
    found(({ books }) => void books.captures.push(books.captures[0]!)),
    /^booked twice/m,
  );
  assert.match(
    found(({ books }) => void (books.heldFen = 499)),
    /^ledger: 500 came in, 0 went back, 499 are held/m,
  );
  const lostPayment = ({ books }: Sides): void => {
    books.deeds.payments[0]!.transactions = [];
    books.captures.pop();
    books.heldFen = 0;
    books.checkouts[0]!.orders[0]!.state = "unpaid";
  };
  assert.match(found(lostPayment), /its payment was acknowledged and never happened/);
});

test("a cancelling or a refund that was acknowledged must show", () => {
  const told = (deed: Attempt["deed"], checkoutId: string): Attempt => ({
    ...{ id: `${deed}-x`, deed, by: "b2", wish: { checkoutId } },
    answer: yes(`${deed}-x`),
  });
  assert.match(
    found(({ attempts }) => void attempts.push(told("cancel", "102"))),
    /checkout 102 is unpaid: its cancelling was acknowledged/,
  );
  assert.match(
    found(({ attempts }) => void attempts.push(told("refund", "101"))),
    /checkout 101 is to_ship: its refund was acknowledged/,
  );
});

const home = mkdtempSync(join(tmpdir(), "jishi-journal-"));
after(() => rmSync(home, { recursive: true }));

test("a wish stands on disk before it may be sent, and is read back with its answer", async () => {
  const path = join(home, "journal.jsonl");
  const journal = await openJournal(path);
  const wishes = Array.from({ length: 20 }, (_, n) => `wish-number-${n}`);
  await Promise.all(
    wishes.map(async (id) => {
      await journal.ask({ id, deed: "place", by: "b", wish: {} });
      assert.ok((await readJournal(path)).some((attempt) => attempt.id === id));
    }),
  );
  journal.answer({ ...yes("wish-number-3"), unknowns: 2 });
  await journal.close();
  const read = await readJournal(path);
  assert.deepEqual([read.length, read[3]?.answer?.unknowns, read[4]?.answer], [20, 2, undefined]);
});
