import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { askStatement, billText } from "./bills.ts";
import { parsed } from "./bodies.ts";
import { admit, signed } from "./crypt.ts";
import { type Call, type Effect, isEffect } from "./effects.ts";
import type { Answer, Ask, Does, House } from "./house.ts";
import { misbehave, TRANSPORT_AFTER, TRANSPORT_BEFORE } from "./misbehave.ts";
import { closePayment, lookAtPayment, openPayment, pay, paymentNo } from "./payments.ts";
import { askPayout, lookAtPayout } from "./payouts.ts";
import { askRefund, lookAtRefund } from "./refunds.ts";
import { fieldsOf, Refused } from "./refused.ts";
import { askReturn, askSplit, finishSplit, lookAtReturn, lookAtSplit } from "./splits.ts";

type Route = { call: Call; method: "GET" | "POST"; path: string; noIs?: string; does: Does };

const ROUTES: Route[] = [
  { call: "open", method: "POST", path: "/v3/pay/transactions", does: openPayment },
  { call: "look", method: "GET", path: "/v3/pay/transactions/:no", noIs: "outTradeNo", does: lookAtPayment },
  { call: "close", method: "POST", path: "/v3/pay/transactions/:no/close", noIs: "outTradeNo", does: closePayment },
  { call: "refund", method: "POST", path: "/v3/refunds", does: askRefund },
  { call: "lookRefund", method: "GET", path: "/v3/refunds/:no", noIs: "outRefundNo", does: lookAtRefund },
  { call: "split", method: "POST", path: "/v3/profitsharing/orders", does: askSplit },
  { call: "lookSplit", method: "GET", path: "/v3/profitsharing/orders/:no", noIs: "outOrderNo", does: lookAtSplit },
  { call: "returnSplit", method: "POST", path: "/v3/profitsharing/returns", does: askReturn },
  { call: "lookReturn", method: "GET", path: "/v3/profitsharing/returns/:no", noIs: "outReturnNo", does: lookAtReturn },
  { call: "finishSplit", method: "POST", path: "/v3/profitsharing/finish", does: finishSplit },
  { call: "payOut", method: "POST", path: "/v3/payouts", does: askPayout },
  { call: "lookPayOut", method: "GET", path: "/v3/payouts/:no", noIs: "outPayoutNo", does: lookAtPayout },
  { call: "statement", method: "GET", path: "/v3/bills/:no", noIs: "day", does: askStatement },
];

/** The payment provider's own calls: signature first, then the deed, then a signed answer; faults bend each of them. */
export function mountCalls(app: FastifyInstance, house: House): void {
  for (const route of ROUTES)
    app.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => answerCall(house, route, request, reply),
    });

  app.get<{ Params: { day: string; part: string }; Querystring: { as?: string } }>(
    "/v3/bill-files/:day/:part",
    (request, reply) => {
      admitted(house, request);
      const bent = [request.query.as ?? ""].filter(isEffect);
      const text = billText(house, request.params.day, Number(request.params.part), bent);
      return reply.type("text/csv; charset=utf-8").send(text);
    },
  );
}

async function answerCall(house: House, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  try {
    const ask = admitted(house, request);
    const effects = house.faults.take(route.call, numbersOf(route, ask));
    const before = effects.find((effect) => TRANSPORT_BEFORE.has(effect));
    if (before) return misbehave(house, before, reply);
    const answer = doing(house, route, ask, effects);
    await house.store.settled();
    if (effects.includes("notifies-before-answering")) await tellFirst(house, route.call, ask);
    const after = effects.find((effect) => TRANSPORT_AFTER.has(effect));
    if (after) return misbehave(house, after, reply, answer);
    send(house, reply, answer, effects);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    send(house, reply, refusal(error), []);
  }
}

/** A refusal is an answer too: the effects on its signature are kept. */
function doing(house: House, route: Route, ask: Ask, effects: readonly Effect[]): Answer {
  try {
    return route.does(house, ask, effects);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refusal(error);
  }
}

const refusal = ({ status, code, message }: Refused): Answer => ({ status, content: { code, message } });

function admitted(house: House, request: FastifyRequest): Ask {
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  admit(house.keys, request.method, request.url, raw, request.headers.authorization);
  return {
    body: raw.length > 0 ? fieldsOf(parsed(raw)) : {},
    params: request.params as Record<string, string>,
    query: request.query as Record<string, string>,
  };
}

/** What a fault may match on: every number of the merchant's in the call. */
function numbersOf(route: Route, { body, params }: Ask): Record<string, string> {
  const numbers: Record<string, string> = {};
  for (const [name, value] of Object.entries(body))
    if (typeof value === "string")
      numbers[name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] = value;
  if (route.noIs && params["no"]) numbers[route.noIs] = params["no"];
  return numbers;
}

function send(house: House, reply: FastifyReply, { status, content }: Answer, effects: readonly Effect[]): void {
  const { headers, body } = signed(house.keys, content === undefined ? "" : JSON.stringify(content), effects);
  reply.code(status).headers(headers);
  if (content === undefined) reply.send();
  else reply.type("application/json; charset=utf-8").send(Buffer.from(body));
}

/** The notification overtakes the answer: what an open or a refund leads to is told before the call returns. */
async function tellFirst(house: House, call: Call, ask: Ask): Promise<void> {
  if (call === "open") pay(house, paymentNo(house, String(ask.body["out_trade_no"])));
  const deadline = Date.now() + 3000;
  const news = (): boolean => house.store.due(deadline).length > 0;
  while (news() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}
