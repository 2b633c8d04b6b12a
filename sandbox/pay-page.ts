import { type Html, html, trusted, yuan } from "./html.ts";
import { otherLanguage, testMoney } from "./page.ts";
import { WORDS } from "./pay-words.ts";
import type { Payment } from "./rows.ts";

type Lang = "zh" | "en";
export type View = "open" | "refused" | "scheduled" | "paid" | "closed" | "expired";

const shield = trusted(
  '<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" aria-hidden="true"><path d="M12 2.8 4.5 5.6v5.6c0 4.7 3.1 8.4 7.5 10 4.4-1.6 7.5-5.3 7.5-10V5.6L12 2.8Z"/><path d="m8.6 12 2.4 2.4 4.4-4.6" stroke-linecap="round" stroke-linejoin="round"/></svg>',
);
const sign = (kind: "good" | "bad" | "wait", path: string): Html =>
  trusted(
    `<svg class="${kind}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="12" r="10" opacity=".25"/><path d="${path}"/></svg>`,
  );
const SIGNS = {
  good: sign("good", "m7.4 12.4 3.1 3.1 6.2-6.6"),
  bad: sign("bad", "m8.6 8.6 6.8 6.8m0-6.8-6.8 6.8"),
  wait: sign("wait", "M12 7v5.2l3.2 2"),
};

const amount = (fen: number): Html =>
  html`<p class="amount ${fen >= 1_000_000_00 ? "long" : ""}"><span class="sign">¥</span>${yuan(fen)}</p>`;

export const frame = (lang: Lang, path: string, inner: Html): Html => html`${testMoney(lang)}
<main>
<header class="top">${shield}<span class="brand">${WORDS[lang].brand}</span>${otherLanguage(lang, path)}</header>
${inner}
<p class="foot">${WORDS[lang].foot}</p>
</main>`;

/** The payment as its payer sees it, and what may be done with it now. */
export function payPage(payment: Payment, view: View, lang: Lang): Html {
  const path = `/pay/${payment.token}`;
  const asked = view === "open" || view === "refused";
  return frame(lang, path, asked ? question(payment, view === "refused", lang) : ending(payment, view, lang));
}

function question(payment: Payment, refused: boolean, lang: Lang): Html {
  const words = WORDS[lang];
  const action = `/pay/${payment.token}?lang=${lang}`;
  return html`<form method="post" action="${action}">
<section class="card" aria-labelledby="what">
${refused ? html`<p class="said" role="alert">${words.refused}</p>` : null}
<h1 id="what" class="payee">${words.payTo} ${payment.payee}</h1>
${amount(payment.fen)}
<p class="left">${words.left} <b id="left" role="timer" data-until="${payment.expiresAt}">${clock(payment.expiresAt)}</b></p>
<dl><dt>${words.goods}</dt><dd>${payment.description}</dd>
<dt>${words.orderNo}</dt><dd class="no">${payment.id}</dd></dl>
</section>
<button class="pay" name="deed" value="pay">${words.pay} ¥${yuan(payment.fen)}</button>
<a class="button leave" href="${payment.returnUrl}">${words.leave}</a>
<section class="card tries" aria-labelledby="tries">
<h2 id="tries">${words.tries}</h2>
<div class="three">
<button name="deed" value="refuse">${words.refuse}</button>
<button name="deed" value="twice">${words.twice}</button>
<button name="deed" value="later">${words.later}</button>
</div>
</section>
</form>`;
}

function ending(payment: Payment, view: Exclude<View, "open" | "refused">, lang: Lang): Html {
  const words = WORDS[lang];
  const twice = payment.transactions.length > 1;
  const said = {
    paid: { mark: SIGNS.good, title: words.paid, why: twice ? words.twicePaid : words.backSoon },
    closed: { mark: SIGNS.bad, title: words.closed, why: words.closedWhy },
    expired: { mark: SIGNS.bad, title: words.expired, why: words.expiredWhy },
    scheduled: { mark: SIGNS.wait, title: words.scheduled, why: words.scheduledWhy },
  }[view];
  return html`<section class="card end" role="status">
${said.mark}
<h1>${said.title}</h1>
${view === "paid" || view === "scheduled" ? amount(payment.fen) : null}
<p>${said.why}</p>
<dl><dt>${words.payee}</dt><dd>${payment.payee}</dd>
<dt>${words.orderNo}</dt><dd class="no">${payment.id}</dd></dl>
</section>
<a class="button ${view === "paid" ? "pay" : "leave"}" id="back" href="${payment.returnUrl}">${words.back}</a>
${view === "paid" ? html`<noscript><meta http-equiv="refresh" content="2;url=${payment.returnUrl}"></noscript>` : null}`;
}

export const nothingPage = (lang: Lang, path: string): Html =>
  frame(
    lang,
    path,
    html`<section class="card end">${SIGNS.bad}<h1>${WORDS[lang].unknown}</h1><p>${WORDS[lang].unknownWhy}</p></section>`,
  );

function clock(until: number): string {
  const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Counts down and sends a button once; at zero the page asks the provider again. */
const COUNTDOWN = `
const left = document.getElementById("left");
const show = () => {
  const seconds = Math.max(0, Math.ceil((Number(left.dataset.until) - Date.now()) / 1000));
  left.textContent = String(Math.floor(seconds / 60)).padStart(2, "0") + ":" + String(seconds % 60).padStart(2, "0");
  if (seconds === 0) { clearInterval(timer); setTimeout(() => location.reload(), 500); }
};
const timer = setInterval(show, 500);
let sent = false;
document.querySelector("form").addEventListener("submit", (event) => {
  if (sent) return event.preventDefault();
  sent = true;
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => { sent = false; });
`;
const GO_BACK = `setTimeout(() => location.replace(document.getElementById("back").href), 1500);`;
const ASK_AGAIN = `setTimeout(() => location.reload(), 2000);`;

export function scriptOf(view: View): string {
  if (view === "open" || view === "refused") return COUNTDOWN;
  return view === "paid" ? GO_BACK : view === "scheduled" ? ASK_AGAIN : "";
}
