import { shopMachine, type ShopState } from "#contract/states/shop";
import { Refusal } from "#platform/refusal";

/** The answer to a move that the table of states does not know. */
export const wrongState = (state: ShopState): Refusal =>
  new Refusal("shops.wrong_state", { state, allowed: shopMachine[state] });
