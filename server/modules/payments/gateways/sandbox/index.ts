import { type Asked, no, unknown, yes } from "#platform/asked";
import { trustedEgress } from "#platform/egress";
import type * as Port from "../port.ts";
import { ask, type Line } from "./calls.ts";
import { keyringOf, type SandboxCredentials } from "./credentials.ts";
import { hear } from "./hear.ts";
import { LIMITS } from "./limits.ts";
import { paymentOf, payoutOf, returnOf, seenRefundOf, splitOf } from "./read.ts";
import * as shapes from "./shapes.ts";
import { statementOf } from "./statement.ts";

export type { SandboxCredentials } from "./credentials.ts";
type Settings = { baseUrl: string; credentials: SandboxCredentials; wallClock: () => Date; timeoutMs?: number };

const TIMEOUT_MS = 5000;

/** The sandbox provider behind the port. The clock given is the real one: signatures know no other. */
export function openSandboxGateway(settings: Settings): Port.PaymentGateway {
  const { baseUrl, credentials, wallClock, timeoutMs = TIMEOUT_MS } = settings;
  const keyring = keyringOf(credentials);
  const egress = trustedEgress([baseUrl]);
  const line: Line = { baseUrl: new URL(baseUrl).origin, keyring, egress, wallClock, timeoutMs };
  return {
    provider: "sandbox",
    limits: LIMITS,
    ...paymentCalls(line),
    ...splitCalls(line),
    ...payoutCalls(line),
    hear: (raw, headers) => hear(keyring, raw, headers, wallClock()),
    statement: (day) => statementOf(line, day),
    stop: () => egress.close(),
  };
}

/** A yes, told in our own words. */
function then<A, B>(asked: Asked<A>, tell: (value: A) => Asked<B>): Asked<B> {
  return asked.sure === "yes" ? tell(asked.value) : asked;
}
const told =
  <A, B>(tell: (value: A) => B) =>
  (value: A): Asked<B> =>
    yes(tell(value));
const numbered = (path: string, no: string): string => `${path}/${encodeURIComponent(no)}`;

type Refund = Parameters<typeof seenRefundOf>[0];

/** A closed refund is a no, an abnormal one is not over yet; the others go their way. */
function refundAnswer(seen: Refund): Asked<Port.SeenRefund> {
  if (seen.status === "CLOSED") return no("CLOSED");
  return seen.status === "ABNORMAL" ? unknown("abnormal") : yes(seenRefundOf(seen));
}

type Paying = "open" | "look" | "close" | "refund" | "lookRefund";

function paymentCalls(line: Line): Pick<Port.PaymentGateway, Paying> {
  const payments = "/v3/pay/transactions";
  const refundNo = (no: string) => (seen: Refund) => seen.out_refund_no === no;
  return {
    open: async (wanted) => {
      const about = (seen: { out_trade_no: string }): boolean => seen.out_trade_no === wanted.outTradeNo;
      const question = { path: payments, body: openBody(line, wanted), shape: shapes.openedShape, about };
      const opened = await ask(line, { method: "POST", ...question });
      return then(
        opened,
        told(({ out_trade_no, pay_url }) => ({ outTradeNo: out_trade_no, payUrl: pay_url })),
      );
    },
    look: async (no) => {
      const about = (seen: { out_trade_no: string }): boolean => seen.out_trade_no === no;
      const question = { path: numbered(payments, no), shape: shapes.paymentShape, about };
      return then(await ask(line, { method: "GET", ...question }), told(paymentOf));
    },
    close: async (outTradeNo) => {
      const path = `${numbered(payments, outTradeNo)}/close`;
      const closed = await ask(line, { method: "POST", path, body: {}, shape: shapes.nothingShape });
      return then(
        closed,
        told(() => ({ outTradeNo })),
      );
    },
    refund: async (wanted) => {
      const about = refundNo(wanted.outRefundNo);
      const question = { path: "/v3/refunds", body: refundBody(wanted), shape: shapes.refundShape, about };
      return then(await ask(line, { method: "POST", ...question }), refundAnswer);
    },
    lookRefund: async (no) => {
      const question = { path: numbered("/v3/refunds", no), shape: shapes.refundShape, about: refundNo(no) };
      return then(await ask(line, { method: "GET", ...question }), refundAnswer);
    },
  };
}

const openBody = ({ keyring }: Line, wanted: Port.OpenAsk) => ({
  mchid: keyring.merchantId,
  appid: keyring.appId,
  out_trade_no: wanted.outTradeNo,
  description: wanted.description,
  payee: wanted.payee,
  notify_url: wanted.notifyUrl,
  return_url: wanted.returnUrl,
  time_expire: wanted.expiresAt.toISOString(),
  amount: { total: wanted.fen, currency: "CNY" },
  parts: wanted.parts.map(({ partNo, account, fen }) => ({ part_no: partNo, account, fen })),
});

const refundBody = (wanted: Port.RefundAsk) => ({
  out_refund_no: wanted.outRefundNo,
  out_trade_no: wanted.outTradeNo,
  transaction_id: wanted.transactionId,
  reason: wanted.reason,
  notify_url: wanted.notifyUrl,
  amount: { refund: wanted.fen, total: wanted.totalFen, currency: "CNY" },
});

type Splitting = "split" | "lookSplit" | "returnSplit" | "lookReturn" | "finishSplit";

function splitCalls(line: Line): Pick<Port.PaymentGateway, Splitting> {
  const [orders, returns] = ["/v3/profitsharing/orders", "/v3/profitsharing/returns"];
  const orderNo = (no: string) => (seen: { out_order_no: string }) => seen.out_order_no === no;
  const returnNo = (no: string) => (seen: { out_return_no: string }) => seen.out_return_no === no;
  const [splitShape, returnShape] = [shapes.splitShape, shapes.returnShape];
  return {
    split: async ({ outOrderNo, transactionId, receivers, notifyUrl }) => {
      const shares = receivers.map(({ account, fen, description }) => ({ account, amount: fen, description }));
      const numbers = { out_order_no: outOrderNo, transaction_id: transactionId, notify_url: notifyUrl };
      const question = { body: { ...numbers, receivers: shares }, shape: splitShape, about: orderNo(outOrderNo) };
      return then(await ask(line, { method: "POST", path: orders, ...question }), told(splitOf));
    },
    lookSplit: async (no, transactionId) => {
      const path = `${numbered(orders, no)}?transaction_id=${encodeURIComponent(transactionId)}`;
      return then(await ask(line, { method: "GET", path, shape: splitShape, about: orderNo(no) }), told(splitOf));
    },
    returnSplit: async ({ outReturnNo, outOrderNo, account, fen, description }) => {
      const numbers = { out_return_no: outReturnNo, out_order_no: outOrderNo };
      const body = { ...numbers, account, amount: fen, description };
      const question = { body, shape: returnShape, about: returnNo(outReturnNo) };
      return then(await ask(line, { method: "POST", path: returns, ...question }), told(returnOf));
    },
    lookReturn: async (no) => {
      const question = { path: numbered(returns, no), shape: returnShape, about: returnNo(no) };
      return then(await ask(line, { method: "GET", ...question }), told(returnOf));
    },
    finishSplit: async ({ outOrderNo, transactionId, description }) => {
      const body = { out_order_no: outOrderNo, transaction_id: transactionId, description };
      const question = { body, shape: shapes.finishShape, about: orderNo(outOrderNo) };
      const finished = await ask(line, { method: "POST", path: "/v3/profitsharing/finish", ...question });
      return then(
        finished,
        told(() => ({ outOrderNo, transactionId })),
      );
    },
  };
}

function payoutCalls(line: Line): Pick<Port.PaymentGateway, "payOut" | "lookPayOut"> {
  const shape = shapes.payoutShape;
  const payoutNo = (no: string) => (seen: { out_payout_no: string }) => seen.out_payout_no === no;
  return {
    payOut: async ({ outPayoutNo, account, fen, remark, notifyUrl }) => {
      const body = { out_payout_no: outPayoutNo, account, amount: fen, remark, notify_url: notifyUrl };
      const question = { path: "/v3/payouts", body, shape, about: payoutNo(outPayoutNo) };
      return then(await ask(line, { method: "POST", ...question }), told(payoutOf));
    },
    lookPayOut: async (no) => {
      const question = { path: numbered("/v3/payouts", no), shape, about: payoutNo(no) };
      return then(await ask(line, { method: "GET", ...question }), told(payoutOf));
    },
  };
}
