import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type AnswerOf, call, type InputOf } from "../../kit/api.ts";
import { type ApiProblem, isProblem } from "../../kit/problem.ts";
import { serverNow } from "../../kit/server-clock.ts";
import { queryKeyOf, useCall, useQueryOf } from "../../kit/use-api.ts";
import type { Address } from "../addresses/address-draft.ts";
import {
  type CouponChoice,
  type Fault,
  faultOf,
  grantsOf,
  type Line,
  plainLine,
  type Quote,
  wishOf,
} from "./checkout-lines.ts";

export type Placed = AnswerOf<"placeOrder">;

function useQuote(input: InputOf<"quote">, enabled: boolean) {
  return useQuery<Quote, ApiProblem>({
    queryKey: queryKeyOf("quote", input),
    queryFn: ({ signal }) => call("quote", input, { signal }),
    enabled,
    staleTime: 5_000,
    refetchInterval: 20_000,
    // While a new sum is on its way the old one stays, greyed: the page does not jump.
    placeholderData: keepPreviousData,
  });
}

/** Says so when the same wish costs something else than a moment ago on this screen. */
function usePriceWatch(key: string, quote: Quote | undefined, tell: (fault: Fault) => void): void {
  const seen = useRef<{ key: string; fen: number }>(undefined);
  const fen = quote?.payableFen;
  useEffect(() => {
    if (fen === undefined) return;
    const before = seen.current;
    seen.current = { key, fen };
    if (before?.key === key && before.fen !== fen) tell({ kind: "price", beforeFen: before.fen, nowFen: fen });
  }, [key, fen]);
}

/** Which address the goods go to: the one tapped, else the default, else the first. */
function useAddressChoice() {
  const book = useQueryOf("listAddresses", {});
  const [chosen, setChosen] = useState<Address>();
  const known = book.data?.items ?? [];
  const kept = chosen && (known.find((one) => one.id === chosen.id) ?? chosen);
  return { book, address: kept ?? known.find((one) => one.isDefault) ?? known[0], chooseAddress: setChosen };
}

/** Places what is on the screen once: a second tap, or a retry after a fault, is still the same order. */
function usePlacing(onPlaced: (placed: Placed) => void, onFault: (problem: ApiProblem) => void) {
  const underWay = useRef(false);
  const place = useCall("placeOrder", {
    refresh: ["listMyOrders", "readLine", "listMyWaits"],
    onDone: onPlaced,
    onProblem: (problem) => {
      underWay.current = false;
      onFault(problem);
    },
  });
  const submit = (input: InputOf<"placeOrder">) => {
    if (underWay.current) return;
    underWay.current = true;
    place.mutate(input);
  };
  return { submit, busy: place.isPending };
}

/** Asks for the price again when a pass or an offer runs out: what holds then is said at once, not at the last tap. */
function useRecheck(lines: Line[], again: () => void): void {
  const until = Math.min(...lines.flatMap((line) => (line.until ? [Date.parse(line.until)] : [])));
  useEffect(() => {
    const leftMs = until - serverNow() + 300;
    if (!Number.isFinite(leftMs) || leftMs < 0) return;
    const timer = setTimeout(again, leftMs);
    return () => clearTimeout(timer);
  }, [until]);
}

/** While the queue is too long the page asks again by itself, as the same order, until the buyer changes something. */
function useTurn(fault: Fault | undefined, submit: () => void): void {
  useEffect(() => {
    if (fault?.kind !== "busy") return;
    const timer = setTimeout(submit, fault.waitMs);
    return () => clearTimeout(timer);
  }, [fault]);
}

/** The ways out of the checkout, where it lies over another page. */
export type CheckoutWays = { onLineAgain?: (() => void) | undefined; onLeave?: (() => void) | undefined };

export function useCheckout(first: Line[], onPlaced: (placed: Placed) => void, ways: CheckoutWays = {}) {
  const [lines, setLines] = useState(first);
  const [choice, setChoice] = useState<CouponChoice>({});
  const [grants, setGrants] = useState<string[]>();
  const [note, setNote] = useState("");
  const [fault, setFault] = useState<Fault>();
  const { book, address, chooseAddress } = useAddressChoice();

  const wishes = lines.map(wishOf);
  const asked = {
    lines: wishes,
    ...(address ? { addressId: address.id } : {}),
    ...(grants ? { couponGrantIds: grants } : {}),
  };
  // Asked before the addresses are known, the freight would be shown twice: 0, then the right one.
  const quote = useQuote(asked, lines.length > 0 && !book.isPending);
  const fresh = quote.isPlaceholderData ? undefined : quote.data;
  // A drop that was given up for the ordinary price is the same wish: its new sum is said, too.
  usePriceWatch(JSON.stringify({ ...asked, lines: lines.map(plainLine) }), fresh, setFault);
  useRecheck(lines, () => void quote.refetch());

  const placing = usePlacing(onPlaced, (problem) => {
    // A token older than a week no longer names who earns; the buyer's order must not fail by it.
    if (isProblem(problem, "orders.trail_invalid")) setLines(lines.map(({ trail: _, ...line }) => line));
    setFault(faultOf(problem));
    void quote.refetch();
  });
  const submit = () => {
    if (!fresh || !address) return;
    setFault((now) => (now?.kind === "busy" ? now : undefined));
    const placed = lines.map((line) => ({ ...wishOf(line), trail: line.trail }));
    placing.submit({
      ...asked,
      lines: placed,
      addressId: address.id,
      expectedFen: fresh.payableFen,
      note: note.trim(),
    });
  };
  useTurn(fault, submit);
  const change =
    <T>(set: (value: T) => void) =>
    (value: T) => {
      setFault(undefined);
      set(value);
    };
  return {
    lines,
    setQuantity: (skuId: string, quantity: number) =>
      change(setLines)(lines.map((line) => (line.skuId === skuId ? { ...line, quantity } : line))),
    /** Gives up the drop's price or the offer, and asks what the same costs without it. */
    dropDeal: () => change(setLines)(lines.map(plainLine)),
    ways,
    book,
    address,
    chooseAddress: change(chooseAddress),
    quote,
    ready: fresh !== undefined,
    choice,
    chooseCoupon: (shopId: string, grantId: string) => {
      const next = { ...choice, [shopId]: grantId };
      setFault(undefined);
      setChoice(next);
      setGrants(grantsOf(next, quote.data?.shops ?? []));
    },
    note,
    setNote,
    fault: fault ?? (quote.error ? faultOf(quote.error) : undefined),
    submit,
    busy: placing.busy,
  };
}

export type Checkout = ReturnType<typeof useCheckout>;
