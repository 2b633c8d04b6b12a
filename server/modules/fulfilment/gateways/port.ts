import type { Asked } from "#platform/asked";

/** Whoever carries parcels. */
export type CarrierGateway = {
  /** Takes a waybill on and pushes its scans from then on. No: CARRIER_UNKNOWN, WAYBILL_MALFORMED, WAYBILL_TAKEN. */
  register(ask: WaybillAsk): Promise<Asked<Track>>;
  look(waybillNo: string): Promise<Asked<Track>>;
  /** Verifies a push from its raw bytes; no database. The same scan may come twice: unique by waybill, time, status. */
  hear(raw: Buffer, headers: Record<string, string | string[] | undefined>): Hearing;
  carriers: readonly { code: string; zh: string; en: string }[];
  stop(): void;
};
export type WaybillAsk = { carrier: string; waybillNo: string; from: string; to: string; pushUrl: string };
export const SCAN_STATUSES = ["picked_up", "in_transit", "delivering", "signed"] as const;
export type ScanStatus = (typeof SCAN_STATUSES)[number];
export type Scan = { status: ScanStatus; at: Date; place: string; zh: string; en: string };
export type Track = { carrier: string; waybillNo: string; scans: Scan[] };
export type ScanEvent = Scan & { eventId: string; carrier: string; waybillNo: string };
export type Hearing =
  | { heard: ScanEvent }
  | { refused: "headers_missing" | "outside_window" | "signature_differs" | "not_understood" };
