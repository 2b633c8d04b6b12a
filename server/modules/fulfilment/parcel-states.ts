import { parcelStates } from "#contract/api/fulfilment";
import type { ScanStatus } from "./gateways/port.ts";

export type { Scan } from "./gateways/port.ts";

export type ParcelState = (typeof parcelStates)[number];

/** Where a scan puts the parcel. */
export const stateOfScan: Record<ScanStatus, ParcelState> = {
  picked_up: "handed_over",
  in_transit: "in_transit",
  delivering: "delivering",
  signed: "signed",
};

// A parcel only goes forward along this way: a scan that comes late is kept and moves nothing back.
const WAY: readonly ParcelState[] = ["planned", "labelled", "handed_over", "in_transit", "delivering", "signed"];

/** The states from which a parcel may come to this one. */
export const statesBefore = (state: ParcelState): ParcelState[] => WAY.slice(0, Math.max(0, WAY.indexOf(state)));
