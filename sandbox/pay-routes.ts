import type { FastifyInstance } from "fastify";
import { formOf, languageOf } from "./bodies.ts";
import type { House } from "./house.ts";
import { sendPage } from "./page.ts";
import { nothingPage, payPage, scriptOf, type View } from "./pay-page.ts";
import { WORDS } from "./pay-words.ts";
import { pay } from "./payments.ts";
import { Refused } from "./refused.ts";
import type { Payment } from "./rows.ts";

type Token = { Params: { token: string }; Querystring: { lang?: string; said?: string } };
const LATER_MS = 30_000;

/** The hosted pay page: works without script; every deed ends in a page that may be reloaded. */
export function mountPayPage(app: FastifyInstance, house: House): void {
  app.get<Token>("/pay/:token", (request, reply) => {
    const lang = languageOf(request);
    const payment = house.store.paymentOf(request.params.token);
    if (!payment) {
      const body = nothingPage(lang, `/pay/${encodeURIComponent(request.params.token)}`);
      return sendPage(reply, { lang, title: WORDS[lang].unknown, body }, 404);
    }
    const view = viewOf(payment, request.query.said);
    return sendPage(reply, {
      lang,
      title: WORDS[lang].title,
      body: payPage(payment, view, lang),
      script: scriptOf(view),
    });
  });

  app.post<Token>("/pay/:token", async (request, reply) => {
    const payment = house.store.paymentOf(request.params.token);
    if (!payment) throw new Refused(404, "ORDER_NOT_EXIST", "no such payment");
    const deed = String(formOf(request)["deed"]);
    const said = viewOf(payment) === "open" ? act(house, payment, deed) : "";
    await house.store.settled();
    return reply.redirect(`/pay/${payment.token}?lang=${languageOf(request)}${said}`, 303);
  });
}

function viewOf(payment: Payment, said?: string): View {
  if (payment.state !== "open") return payment.state;
  if (payment.dueAt !== null) return "scheduled";
  if (payment.expiresAt <= Date.now()) return "expired";
  return said === "refused" ? "refused" : "open";
}

function act(house: House, payment: Payment, deed: string): string {
  if (deed === "refuse") return "&said=refused";
  if (deed === "later") {
    payment.dueAt = Date.now() + LATER_MS;
    house.store.save({ payments: [payment] });
    return "";
  }
  if (deed !== "pay" && deed !== "twice") throw new Refused(400, "PARAM_ERROR", "pay, refuse, twice or later");
  pay(house, payment);
  const struck = house.faults.take("pay", { outTradeNo: payment.id });
  if (deed === "twice" || struck.includes("pays-twice")) pay(house, payment);
  return "";
}
