import { clock } from "#platform/clock";
import type { Job } from "#platform/jobs";
import type { House } from "#platform/parts";
import type { Sweep } from "#platform/worker";
import { claimIntents, claimRefunds, claimSplits } from "./cadence.ts";
import { lookAtDuePayments } from "./look-at-payments.ts";
import { pursueDueRefunds, pursueRefund } from "./pursue-refund.ts";
import { pursueDueSplits, pursueSplit } from "./pursue-split.ts";
import { settleClosing } from "./settle-closing.ts";

/** The first question leaves as soon as its number is committed. What stays unknown is asked again by the sweeps. */
export const jobs: Job[] = [
  {
    name: "payments.close",
    run: async (house, { intentId = "" }) => {
      for (const id of await claimIntents(house.db, clock.now(), BigInt(intentId))) await settleClosing(house, id);
    },
  },
  {
    name: "payments.refund",
    run: async (house, { refundId = "" }) => {
      for (const id of await claimRefunds(house.db, clock.now(), BigInt(refundId))) await pursueRefund(house, id);
    },
  },
  {
    name: "payments.split",
    run: async (house, { splitId = "" }) => {
      for (const id of await claimSplits(house.db, clock.now(), BigInt(splitId))) await pursueSplit(house, id);
    },
  },
];

const EVERY_MS = 1_000;

export const sweeps = (house: House): Sweep[] => [
  { name: "payments.looks", everyMs: EVERY_MS, run: (db) => lookAtDuePayments(house, db) },
  { name: "payments.refunds", everyMs: EVERY_MS, run: (db) => pursueDueRefunds(house, db) },
  { name: "payments.splits", everyMs: EVERY_MS, run: (db) => pursueDueSplits(house, db) },
];
