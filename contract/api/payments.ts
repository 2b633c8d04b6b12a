import { z } from "zod";
import { fen, id, ok, time } from "../kinds.ts";
import { route } from "../route.ts";
import { intentStates } from "../states/payment.ts";

const payment = z.object({
  intentId: id,
  state: z.enum(intentStates),
  fen,
  payUrl: z.string().nullable(),
  payBy: time,
  serverTime: time,
});

/** Opens the payment at the provider, or gives the page that is open already. `subjectId`: the checkout. */
export const openCashier = route({
  method: "POST",
  path: "/api/payments/checkouts/{checkoutId}/cashier",
  access: { by: "person" },
  idempotency: "own",
  summary: { zh: "打开收银台", en: "Open the cashier" },
  in: z.object({ checkoutId: id }),
  out: payment,
  refusals: [
    "payments.not_found",
    "payments.expired",
    "payments.already_paid",
    "payments.provider_unavailable",
    "payments.wrong_state",
  ],
});
/** Where a payment stands. Asked by a buyer who comes back, it looks at the provider at once. */
export const readPayment = route({
  method: "GET",
  path: "/api/payments/checkouts/{checkoutId}",
  access: { by: "person" },
  summary: { zh: "支付状态", en: "Where a payment stands" },
  in: z.object({ checkoutId: id, look: z.stringbool().default(false) }),
  out: payment,
  refusals: ["payments.not_found"],
});
export const hearSandbox = route({
  method: "POST",
  path: "/api/payments/sandbox/notices",
  access: { by: "provider" },
  idempotency: "none",
  pace: "provider",
  body: "raw",
  summary: { zh: "支付通知(沙箱)", en: "Notifications of the sandbox provider" },
  in: z.object({}),
  out: ok,
  refusals: ["request.bad_signature"],
});
