import { type Books, type Checkout, type Deeds, type Line, type Order, stands } from "./books.ts";
import type { Attempt } from "./journal.ts";

export type Goods = { skuId: string; priceFen: number; limit: number | null };
type Side = { attempts: readonly Attempt[]; books: Books; goods: readonly Goods[] };

const keyOf = (buyerId: string, requestId: string): string => `${buyerId} ${requestId}`;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const of = (attempts: readonly Attempt[], deed: Attempt["deed"]): Attempt[] =>
  attempts.filter((attempt) => attempt.deed === deed);
const written = (lines: readonly Pick<Line, "skuId" | "quantity">[]): string =>
  lines
    .map(({ skuId, quantity }) => `${quantity} of ${skuId}`)
    .toSorted()
    .join(", ");

/** What is compared, each told in one sentence for whoever breaks it. Nothing told: clients, house and provider agree. */
export function compare(side: Side): string[] {
  return [
    ...acknowledgedOrdersExist(side),
    ...refusedOrdersDoNot(side),
    ...everyOrderWasAskedForOnce(side),
    ...nothingIsOversold(side),
    ...limitsHold(side),
    ...theProviderAgrees(side.books),
    ...moneyFollowsItsOrder(side),
    ...everybodyWasTold(side),
  ];
}

function acknowledgedOrdersExist({ attempts, books }: Side): string[] {
  const found = Map.groupBy(books.checkouts, ({ buyerId, requestId }) => keyOf(buyerId, requestId));
  return of(attempts, "place")
    .filter(({ answer }) => answer?.ok)
    .flatMap(({ id, by, wish, answer }) => {
      const [checkout] = found.get(keyOf(by, id)) ?? [];
      if (!checkout)
        return [`lost: order ${String(answer!.told["checkoutId"])} was acknowledged to ${id} and is not there`];
      const { checkoutId, orderIds, payableFen } = answer!.told as {
        checkoutId: string;
        orderIds: string[];
        payableFen: number;
      };
      const told = `${checkoutId} [${orderIds.toSorted().join()}] for ${payableFen}`;
      const kept = `${checkout.id} [${checkout.orders
        .map((order) => order.id)
        .toSorted()
        .join()}] for ${checkout.payableFen}`;
      const lines = checkout.orders.flatMap((order) => order.lines);
      return [
        ...(told === kept ? [] : [`changed: ${id} was told ${told}, kept is ${kept}`]),
        ...(written(lines) === written(wish["lines"] as Line[])
          ? []
          : [`changed: ${id} has other lines than it asked for`]),
        ...(sum(lines.map((line) => line.paidFen)) === checkout.payableFen
          ? []
          : [`changed: the lines of ${id} do not add up`]),
      ];
    });
}

function refusedOrdersDoNot({ attempts, books }: Side): string[] {
  const found = new Set(books.checkouts.map(({ buyerId, requestId }) => keyOf(buyerId, requestId)));
  return of(attempts, "place")
    .filter(({ id, by, answer }) => answer && !answer.ok && found.has(keyOf(by, id)))
    .map(({ id, answer }) => `refused and done: ${id} was told ${answer!.code} and has an order`);
}

function everyOrderWasAskedForOnce({ attempts, books }: Side): string[] {
  const asked = new Set(of(attempts, "place").map(({ id, by }) => keyOf(by, id)));
  const found = Map.groupBy(books.checkouts, ({ buyerId, requestId }) => keyOf(buyerId, requestId));
  const broken: string[] = [];
  for (const [key, checkouts] of found) {
    if (!asked.has(key)) broken.push(`made up: nobody asked for ${key}`);
    if (checkouts.length > 1) broken.push(`doubled: ${key} has ${checkouts.length} checkouts`);
  }
  const orders = books.checkouts.flatMap((checkout) => checkout.orders.map((order) => order.id));
  if (new Set(orders).size < orders.length) broken.push("doubled: an order belongs to two checkouts");
  return broken;
}

const piecesOf = (books: Books): Map<string, number> => {
  const pieces = new Map<string, number>();
  for (const order of books.checkouts.flatMap((checkout) => checkout.orders).filter(stands))
    for (const { skuId, quantity } of order.lines) pieces.set(skuId, (pieces.get(skuId) ?? 0) + quantity);
  return pieces;
};

/** Deliveries that were begun count only when they were acknowledged: a storm ends with every answer known. */
function nothingIsOversold({ attempts, books, goods }: Side): string[] {
  const received = new Map<string, number>();
  for (const { wish, answer } of of(attempts, "stock"))
    if (answer?.ok) {
      const skuId = String(wish["skuId"]);
      received.set(skuId, (received.get(skuId) ?? 0) + Number(wish["pieces"]));
    }
  const sold = piecesOf(books);
  return goods.flatMap(({ skuId }) => {
    const [came, went] = [received.get(skuId) ?? 0, sold.get(skuId) ?? 0];
    const { onHand, reserved } = books.stock.find((each) => each.skuId === skuId) ?? { onHand: 0, reserved: 0 };
    return [
      ...(went > came ? [`oversold: ${went} pieces of ${skuId} out of ${came}`] : []),
      ...(onHand === came ? [] : [`stock: ${came} pieces of ${skuId} came in, ${onHand} are on hand`]),
      ...(reserved === went ? [] : [`stock: ${went} pieces of ${skuId} are in orders, ${reserved} are reserved`]),
    ];
  });
}

function limitsHold({ books, goods }: Side): string[] {
  return goods.flatMap(({ skuId, limit }) => {
    if (limit === null) return [];
    const had = new Map<string, number>();
    for (const { buyerId, orders } of books.checkouts)
      for (const line of orders.filter(stands).flatMap((order) => order.lines))
        if (line.skuId === skuId) had.set(buyerId, (had.get(buyerId) ?? 0) + line.quantity);
    return [...had]
      .filter(([, pieces]) => pieces > limit)
      .map(([buyerId, pieces]) => `over the limit: ${buyerId} has ${pieces} of ${skuId}, ${limit} are allowed`);
  });
}

const paymentsIn = (deeds: Deeds): string[] =>
  deeds.payments.flatMap(({ outTradeNo, transactions }) =>
    transactions.map(({ transactionId, fen }) => `payment ${transactionId} of ${outTradeNo} for ${fen}`),
  );

/** Whatever the provider did is in our books once, and nothing else is. */
function theProviderAgrees({ captures, refunds, deeds, heldFen }: Books): string[] {
  const done = [
    ...paymentsIn(deeds),
    ...deeds.refunds
      .filter(({ state }) => state === "SUCCESS")
      .map(({ outRefundNo, outTradeNo, fen }) => `refund ${outRefundNo} of ${outTradeNo} for ${fen}`),
  ];
  const booked = [
    ...captures.map(({ providerRef, outTradeNo, fen }) => `payment ${providerRef} of ${outTradeNo} for ${fen}`),
    ...refunds
      .filter(({ state }) => state === "succeeded")
      .map(({ outRefundNo, outTradeNo, fen }) => `refund ${outRefundNo} of ${outTradeNo} for ${fen}`),
  ];
  const [doneOnce, bookedOnce] = [new Set(done), new Set(booked)];
  const paid = sum(captures.map(({ fen }) => fen));
  const back = sum(refunds.filter(({ state }) => state === "succeeded").map(({ fen }) => fen));
  return [
    ...[...doneOnce].filter((deed) => !bookedOnce.has(deed)).map((deed) => `not booked: ${deed}`),
    ...[...bookedOnce].filter((deed) => !doneOnce.has(deed)).map((deed) => `booked and never done: ${deed}`),
    ...(bookedOnce.size < booked.length ? ["booked twice: one of the provider's deeds"] : []),
    ...(heldFen === paid - back ? [] : [`ledger: ${paid} came in, ${back} went back, ${heldFen} are held`]),
  ];
}

/** A paid checkout stands or was given back whole; an unpaid one waits or was closed; a deed that was acknowledged shows. */
function moneyFollowsItsOrder({ attempts, books }: Side): string[] {
  const told = new Map<string, Set<Attempt["deed"]>>();
  for (const { deed, wish, answer } of attempts) {
    const checkoutId = String(wish["checkoutId"]);
    if (answer?.ok) told.set(checkoutId, (told.get(checkoutId) ?? new Set()).add(deed));
  }
  const paid = new Map<string, number>();
  for (const { outTradeNo, transactions } of books.deeds.payments)
    if (transactions.length > 0) paid.set(outTradeNo, sum(transactions.map(({ fen }) => fen)));
  const back = new Map<string, number>();
  for (const { outTradeNo, fen, state } of books.deeds.refunds)
    if (state === "SUCCESS") back.set(outTradeNo, (back.get(outTradeNo) ?? 0) + fen);
  return books.checkouts.flatMap((checkout) => {
    const number = checkout.outTradeNo ?? "";
    const left = paid.has(number) ? paid.get(number)! - (back.get(number) ?? 0) : undefined;
    return faultsOf(checkout, left, told.get(checkout.id) ?? new Set());
  });
}

function faultsOf(
  { id, payableFen, orders }: Checkout,
  leftFen: number | undefined,
  told: ReadonlySet<string>,
): string[] {
  const states = orders.map((order: Order) => order.state);
  const are = (...allowed: string[]): boolean => states.every((state) => allowed.includes(state));
  const shown = `checkout ${id} is ${states.join()}`;
  const faults: string[] = [];
  if (leftFen === undefined && !are("unpaid", "unpaid_closed")) faults.push(`${shown} and was never paid`);
  if (leftFen !== undefined) {
    const standing = sum(orders.filter((order) => order.state === "to_ship").map((order) => order.payableFen));
    if (!are("to_ship", "all_refunded", "unpaid_closed", "oversold")) faults.push(`${shown} and was paid`);
    if (leftFen !== standing) faults.push(`${shown}, worth ${payableFen}: ${leftFen} of its money is with us`);
  }
  if (told.has("pay") && !told.has("cancel") && leftFen === undefined && !are("unpaid_closed"))
    faults.push(`${shown}: its payment was acknowledged and never happened`);
  if (told.has("cancel") && are("unpaid")) faults.push(`${shown}: its cancelling was acknowledged`);
  if (told.has("refund") && !are("all_refunded")) faults.push(`${shown}: its refund was acknowledged`);
  return faults;
}

const everybodyWasTold = ({ attempts }: Side): string[] =>
  attempts
    .filter(({ answer }) => !answer)
    .map(({ id, deed }) => `unanswered: ${deed} ${id} was never told what became of it`);
