import type { Chance } from "../chance.ts";
import type { Story } from "../story.ts";
import { buyersCome } from "./buyers.ts";
import { dropsHappen } from "./drops.ts";
import { hostsBroadcast } from "./hosts.ts";
import { beginWaybills, merchantsWork } from "./merchants.ts";
import { crowdsRush } from "./rushes.ts";

/** Who takes part. Each draws from a stream of chance of its own, so that a new actor changes no other's story. */
export function everybodyActs(story: Story, chance: Chance): void {
  beginWaybills();
  buyersCome(story, chance.fork("buyers"));
  merchantsWork(story, chance.fork("merchants"));
  hostsBroadcast(story, chance.fork("hosts"));
  dropsHappen(story, chance.fork("drops"));
  crowdsRush(story, chance.fork("rushes"));
}
