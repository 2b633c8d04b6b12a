import { batcher } from "#platform/batcher";
import type { House } from "#platform/parts";
import { unwrap } from "#platform/refusal";
import { capturePayments, type Captured } from "./capture-payments.ts";
import type { Capture } from "./decide-captures.ts";

const batches = new WeakMap<House, (capture: Capture) => Promise<Captured>>();

/** One capture in the batch of its moment: what notices tell and looks show together is booked together. */
export function captureOne(house: House, capture: Capture): Promise<Captured> {
  let ask = batches.get(house);
  if (!ask) {
    const batch = batcher((captures: Capture[]) => capturePayments(house.hot, captures));
    ask = async (each) => unwrap(await batch(each));
    batches.set(house, ask);
  }
  return ask(capture);
}
