import type { FastifyInstance } from "fastify";
import { jsonOf } from "./bodies.ts";
import { EFFECTS } from "./effects.ts";
import { accountOf, type House, iso, isoOrNull } from "./house.ts";
import { paymentDeed } from "./payments.ts";
import { payoutDeed } from "./payouts.ts";
import { refundDeed } from "./refunds.ts";
import { fenOf, textOf } from "./refused.ts";
import { returnDeed, splitDeed } from "./splits.ts";

/** Ground truth and the switches of misbehaviour: for tests and demos, never for the shop itself. */
export function mountDeeds(app: FastifyInstance, house: House): void {
  const { store, faults } = house;
  app.get("/deeds", () => ({
    payments: [...store.payments.values()].map((payment) => paymentDeed(house, payment)),
    refunds: [...store.refunds.values()].map(refundDeed),
    splits: [...store.splits.values()].map(splitDeed),
    returns: [...store.returns.values()].map(returnDeed),
    payouts: [...store.payouts.values()].map(payoutDeed),
    accounts: [...store.accounts.values()].map(({ id, fen }) => ({ account: id, fen })),
    notices: [...store.notices.values()].map(({ id, eventId, eventType, url, tries, createdAt, doneAt, effects }) => ({
      ...{ id, eventId, eventType, url, tries, effects },
      createdAt: iso(createdAt),
      doneAt: isoOrNull(doneAt),
    })),
  }));

  app.get("/faults", () => ({ standing: faults.list(), known: EFFECTS }));
  app.post("/faults", (request, reply) => {
    const { effect, match, times, share } = faults.add(jsonOf(request));
    return reply.code(201).send({ effect, match, times, share });
  });
  app.delete("/faults", (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  /** Lets every notification that is held back leave now: 25 hours without the wait. */
  app.post("/faults/release", async () => {
    const held = store.due(Number.MAX_SAFE_INTEGER).flatMap((due) => (due.kind === "notices" ? [due.row] : []));
    for (const notice of held) notice.dueAt = Date.now();
    store.save({ notices: held });
    await store.settled();
    return { released: held.length };
  });

  /** Money from outside into an account, so that a payout has something to pay. */
  app.post("/accounts/top-up", async (request) => {
    const body = jsonOf(request);
    const account = accountOf(house, textOf(body, "account", 64));
    const fuller = { ...account, fen: account.fen + fenOf(body, "fen") };
    store.save({ accounts: [fuller] });
    await store.settled();
    return { account: fuller.id, fen: fuller.fen };
  });
}
