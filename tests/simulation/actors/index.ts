import type { Chance } from "../chance.ts";
import { MINUTE, SECOND, type Story } from "../story.ts";
import { buyersCome } from "./buyers.ts";
import { dropsHappen } from "./drops.ts";
import { hostsBroadcast } from "./hosts.ts";
import { beginWaybills, merchantsWork } from "./merchants.ts";
import { crowdsRush } from "./rushes.ts";

const OFTEN = 5;

/** The clock of the machine steps forward now and then: every deadline in between has passed. */
function clockLeaps({ schedule, faults, trace, closesMs }: Story, chance: Chance): void {
  const maybe = async (): Promise<void> => {
    if (schedule.nowMs() >= closesMs) return;
    schedule.after(chance.between(8 * MINUTE, 25 * MINUTE), maybe);
    if (!chance.happens(faults.rates.clockStep * OFTEN)) return;
    const ms = chance.between(20 * SECOND, 25 * MINUTE);
    schedule.leap(ms);
    trace.note("clock", "leaps", `${Math.round(ms / SECOND)} s`);
  };
  schedule.after(chance.between(MINUTE, 20 * MINUTE), maybe);
}

/** Who takes part. Each draws from a stream of chance of its own, so that a new actor changes no other's story. */
export function everybodyActs(story: Story, chance: Chance): void {
  beginWaybills();
  buyersCome(story, chance.fork("buyers"));
  merchantsWork(story, chance.fork("merchants"));
  hostsBroadcast(story, chance.fork("hosts"));
  dropsHappen(story, chance.fork("drops"));
  clockLeaps(story, chance.fork("clock"));
  crowdsRush(story, chance.fork("rushes"));
}
