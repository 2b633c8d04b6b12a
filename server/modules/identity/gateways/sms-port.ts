import type { Asked } from "#platform/asked";

/** Whoever sends text messages. `id` is ours: the same id is sent once, however often it is asked for. */
export type SmsGateway = {
  /** No: PHONE_MALFORMED. */
  send(message: SmsMessage): Promise<Asked<{ id: string }>>;
  stop(): void;
};
export type SmsMessage = { id: string; phone: string; text: string; code?: string; purpose: string };
