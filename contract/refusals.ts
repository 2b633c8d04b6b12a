import { drop } from "./refusals/drop.ts";
import { people } from "./refusals/people.ts";
import { request } from "./refusals/request.ts";
import { room } from "./refusals/room.ts";
import { shop } from "./refusals/shop.ts";
import { trade } from "./refusals/trade.ts";

/** Every "no" of the house: its stable code, its HTTP status, and what a person reads. */
export const refusals = { ...request, ...people, ...shop, ...trade, ...drop, ...room };

export type RefusalCode = keyof typeof refusals;
