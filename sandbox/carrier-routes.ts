import type { FastifyInstance } from "fastify";
import { bearer, formOf, jsonOf, languageOf, wantsPage } from "./bodies.ts";
import { advance, registerWaybill, waybillContent, waybillNo } from "./carrier.ts";
import { CARRIERS, STEPS } from "./carriers.ts";
import { type House, iso } from "./house.ts";
import { type Html, html } from "./html.ts";
import { otherLanguage, sendPage, testMoney } from "./page.ts";
import { textOf } from "./refused.ts";
import type { Waybill } from "./rows.ts";

const STATUS: Record<string, { zh: string; en: string }> = {
  registered: { zh: "待揽收", en: "Waiting for pick-up" },
  picked_up: { zh: "已揽收", en: "Picked up" },
  in_transit: { zh: "运输中", en: "In transit" },
  delivering: { zh: "派送中", en: "Out for delivery" },
  signed: { zh: "已签收", en: "Signed for" },
};

export function mountCarrier(app: FastifyInstance, house: House): void {
  const { store, keys } = house;
  app.post("/carrier/waybills", async (request) => {
    bearer(request, keys.carrierSecret);
    const accepted = registerWaybill(house, jsonOf(request));
    await store.settled();
    return accepted;
  });
  app.get<{ Params: { no: string } }>("/carrier/waybills/:no", (request) => {
    bearer(request, keys.carrierSecret);
    return waybillContent(waybillNo(house, request.params.no));
  });
  app.post("/carrier/advance", async (request, reply) => {
    const wanted = formOf(request);
    const waybill = waybillNo(house, textOf(wanted, "waybillNo", 32));
    advance(house, waybill, textOf(wanted, "status", 20));
    await store.settled();
    return wantsPage(request) ? reply.redirect(`/carrier?lang=${languageOf(request)}`, 303) : waybillContent(waybill);
  });
  app.get("/carrier", (request, reply) => {
    const lang = languageOf(request);
    const newest = [...store.waybills.values()].sort((a, b) => b.registeredAt - a.registeredAt).slice(0, 50);
    const title = lang === "zh" ? "沙盒快递" : "Sandbox carrier";
    return sendPage(reply, { lang, title, body: listPage(newest, title, lang), wide: true });
  });
}

const listPage = (waybills: Waybill[], title: string, lang: "zh" | "en"): Html => html`${testMoney(lang)}
<main><header class="top"><span class="brand">${title}</span>${otherLanguage(lang, "/carrier")}</header>
<h1 class="list">${lang === "zh" ? "运单" : "Waybills"}</h1>
<section class="card">
${waybills.length > 0 ? waybills.map((waybill) => waybillRow(waybill, lang)) : none(lang)}
</section></main>`;

const none = (lang: "zh" | "en"): Html =>
  html`<p class="none">${lang === "zh" ? "还没有运单。商家发货后会出现在这里。" : "No waybills yet. They appear when a shop ships."}</p>`;

function waybillRow(waybill: Waybill, lang: "zh" | "en"): Html {
  const last = waybill.scans.at(-1);
  const status = STATUS[last?.status ?? "registered"]?.[lang] ?? "";
  return html`<article class="row">
<div class="head"><b>${CARRIERS[waybill.carrier]?.[lang] ?? waybill.carrier} ${waybill.waybillNo}</b><span>${status}</span>
<time datetime="${iso(last?.at ?? waybill.registeredAt)}">${shown(last?.at ?? waybill.registeredAt)}</time></div>
<p>${waybill.from} → ${waybill.to}</p>
<form method="post" action="/carrier/advance?lang=${lang}" class="steps">
<input type="hidden" name="waybillNo" value="${waybill.waybillNo}">
${STEPS.map(({ status: to }, place) => step(to, place < waybill.scans.length, waybill, lang))}
</form></article>`;
}

const step = (status: string, done: boolean, { waybillNo: no }: Waybill, lang: "zh" | "en"): Html =>
  html`<button name="status" value="${status}" ${done ? "disabled" : ""}>${STATUS[status]?.[lang] ?? status}<span class="hidden"> ${no}</span></button>`;

export const shown = (at: number): string =>
  new Intl.DateTimeFormat("zh-CN", { dateStyle: "short", timeStyle: "medium", timeZone: "Asia/Shanghai" }).format(at);
