import type { FastifyInstance } from "fastify";
import { enterLine, readLine, readPuzzle } from "#contract/api/promotions-line";
import { batcher } from "#platform/batcher";
import { clock } from "#platform/clock";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal, unwrap } from "#platform/refusal";
import { enterLines, type Entrance } from "./enter-line.ts";
import { keyOf, type Place, readEntries } from "./entry-rows.ts";
import { isRunning, lineStateOf } from "./line-state.ts";
import { openPictures, type Picture } from "./pictures.ts";
import { makePuzzle, readProof } from "./puzzle.ts";
import { rankAt } from "./ranks.ts";
import { isYoung, watchCrowds } from "./suspicion.ts";

const CLOSED_FRESH_MS = 50;
const ONE_AT_A_TIME = { inFlightMax: 1 };

/** The line before a drop. Its statements go to the hot pool: a plan kept from when a line was empty would scan it. */
export function lineRoutes(app: FastifyInstance, house: House): void {
  const { hot, vault } = house;
  const pictures = openPictures(hot);
  const crowds = watchCrowds();
  const enter = batcher((entrances: Entrance[]) => enterLines(hot, entrances));
  const readEntry = batcher(async (places: Place[]) => {
    const entries = await readEntries(hot, places);
    return places.map((place) => entries.get(keyOf(place)));
  }, ONE_AT_A_TIME);
  const pictureOf = async (dealId: bigint): Promise<Picture> => {
    const seen = await pictures(dealId);
    // A host may begin a drop at any moment, and nobody should lose half of the draw to what was seen before it.
    const isClosed = seen && !isRunning(seen.deal, clock.now());
    const picture = isClosed ? await pictures(dealId, CLOSED_FRESH_MS) : seen;
    if (!picture) throw new Refusal("promotions.deal_not_found");
    return picture;
  };

  serve(app, house, enterLine, async ({ input: { dealId, proof: text }, caller: { personId }, request }) => {
    const at = clock.now();
    const place = { dealId, personId };
    const isCrowd = crowds.isCrowd(request.ip, personId, at);
    const picture = await pictureOf(dealId);
    requireLine(picture, at);
    const proof = text === undefined ? undefined : await readProof(vault, place, text);
    if (text !== undefined && !proof) throw new Refusal("promotions.proof_invalid");
    if (!picture.mayStillBuy) return lineStateOf(vault, picture, await readEntry(place), at);
    const rank = rankAt(picture.deal.startsAt, at);
    const outcome = await enter({ ...place, picture, at, rank, isSuspect: isCrowd || isYoung(personId, at), proof });
    if ("refused" in outcome && outcome.refused === "promotions.proof_needed")
      throw new Refusal("promotions.proof_needed", { challenge: await makePuzzle(vault, place) });
    return lineStateOf(vault, picture, unwrap(outcome), clock.now());
  });
  serve(app, house, readLine, async ({ input: { dealId }, caller: { personId } }) => {
    const [picture, entry] = [await pictureOf(dealId), await readEntry({ dealId, personId })];
    const at = clock.now();
    const isGone = entry?.state === "lapsed" || (entry?.state === "admitted" && entry.admittedUntil! <= at);
    if (!entry || (isGone && isRunning(picture.deal, at) && picture.mayStillBuy))
      throw new Refusal("promotions.not_in_line");
    return lineStateOf(vault, picture, entry, at);
  });
  serve(app, house, readPuzzle, async ({ input: { dealId }, caller: { personId } }) => {
    await pictureOf(dealId);
    return { challenge: await makePuzzle(vault, { dealId, personId }) };
  });
}

/** Refuses what has no line, and what does not run by the server's clock. */
function requireLine({ deal }: Picture, at: Date): void {
  if (deal.admission === "open") throw new Refusal("promotions.no_line");
  if (!isRunning(deal, at))
    throw new Refusal("promotions.deal_not_running", {
      startsAt: deal.startsAt.toISOString(),
      endsAt: deal.endsAt.toISOString(),
    });
}
