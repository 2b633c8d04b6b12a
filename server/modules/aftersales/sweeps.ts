import { clock } from "#platform/clock";
import { transact } from "#platform/db";
import type { House } from "#platform/parts";
import type { Sweep } from "#platform/worker";
import { decideBySilence } from "./decide-case.ts";
import { findDueCases } from "./queries.ts";

const BATCH_MAX = 50;

/** Cases whose clock has run out, each in a transaction of its own: one that fails holds up no other. */
export const caseSweeps = (house: House): Sweep[] => [
  {
    name: "aftersales.decide_by_silence",
    everyMs: 5_000,
    run: async (db) => {
      const due = await findDueCases(db, clock.now(), BATCH_MAX);
      for (const { id } of due) await transact(db, (tx) => decideBySilence(tx, house.jobs, id, clock.now()));
      return due.length;
    },
  },
];
