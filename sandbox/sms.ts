import type { FastifyInstance } from "fastify";
import { bearer, jsonOf, languageOf } from "./bodies.ts";
import { shown } from "./carrier-routes.ts";
import { providerNo } from "./crypt.ts";
import { type House, iso } from "./house.ts";
import { html } from "./html.ts";
import { otherLanguage, sendPage, testMoney } from "./page.ts";
import { numberOf, optionalText, Refused, textOf } from "./refused.ts";
import type { Text } from "./rows.ts";

const SHOWN_MAX = 50;
const REFRESH = `setInterval(async () => {
  if (document.hidden) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = await (await fetch(location.pathname + "/rows" + location.search)).text();
  const old = document.getElementById("texts");
  if (fresh.content.textContent !== old.textContent) old.replaceChildren(fresh.content);
}, 2000);`;

const PURPOSES: Record<string, { zh: string; en: string }> = {
  sign_in: { zh: "登录", en: "Sign in" },
  step_up: { zh: "安全验证", en: "Confirmation" },
};

/** The gateway that sends nothing: what it would have sent stands on a page, for demonstration only. */
export function mountSms(app: FastifyInstance, house: House): void {
  const { store, keys } = house;
  app.post("/sms", async (request) => {
    bearer(request, keys.smsSecret);
    const body = jsonOf(request);
    const id = body["id"] === undefined ? providerNo("S") : numberOf(body, "id");
    const phone = textOf(body, "phone", 20);
    if (!/^\+?\d{5,15}$/.test(phone)) throw new Refused(400, "PHONE_MALFORMED", "digits, with or without a leading +");
    const text: Text = {
      id,
      phone,
      text: textOf(body, "text", 500),
      code: optionalText(body, "code", 10) ?? "",
      purpose: textOf(body, "purpose", 40),
      at: Date.now(),
      dueAt: null,
    };
    if (!store.texts.has(id)) store.save({ texts: [text] });
    await store.settled();
    return { accepted: true, id };
  });

  const newest = (phone: string | undefined): Text[] =>
    [...store.texts.values()]
      .filter((text) => phone === undefined || text.phone === phone)
      .slice(-SHOWN_MAX)
      .reverse();

  app.get<{ Querystring: { phone?: string } }>("/sms.json", (request) =>
    newest(request.query.phone).map(({ id, phone, text, code, purpose, at }) => ({
      ...{ id, phone, text, code, purpose },
      at: iso(at),
    })),
  );
  app.get("/sms/rows", (request, reply) => {
    const rows = html`${rowsOf(newest(undefined), languageOf(request))}`;
    return reply.header("cache-control", "no-store").type("text/html; charset=utf-8").send(rows.html);
  });
  app.get("/sms", (request, reply) => {
    const lang = languageOf(request);
    const title = lang === "zh" ? "沙盒短信" : "Sandbox messages";
    const body = html`${testMoney(lang)}
<main><header class="top"><span class="brand">${title}</span>${otherLanguage(lang, "/sms")}</header>
<h1 class="list">${lang === "zh" ? "最近的短信" : "Latest messages"}</h1>
<section class="card" id="texts" aria-live="polite">${rowsOf(newest(undefined), lang)}</section></main>`;
    return sendPage(reply, { lang, title, body, script: REFRESH, connects: true });
  });
}

function rowsOf(texts: Text[], lang: "zh" | "en") {
  if (texts.length === 0)
    return html`<p class="none">${lang === "zh" ? "还没有短信。验证码会出现在这里。" : "No messages yet. Codes will appear here."}</p>`;
  return texts.map(
    ({ phone, text, code, purpose, at }) => html`<article class="row">
<div class="head"><b>${phone}</b><span>${PURPOSES[purpose]?.[lang] ?? purpose}</span><time datetime="${iso(at)}">${shown(at)}</time></div>
${code ? html`<p class="code">${code}</p>` : null}
<p>${text}</p></article>`,
  );
}
