import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";
import { type Html, html, trusted } from "./html.ts";
import { STYLE } from "./page-style.ts";

type Page = { lang: "zh" | "en"; title: string; body: Html; script?: string; wide?: boolean; connects?: boolean };

/** One document frame for all pages: nothing from elsewhere, nothing inline but by this answer's nonce. */
export function sendPage(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    ...(page.connects ? ["connect-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  const document = html`<!doctype html>
<html lang="${page.lang === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<style nonce="${nonce}">${trusted(STYLE)}</style>
</head>
<body class="${page.wide ? "wide" : ""}">
${page.body}
${page.script ? html`<script nonce="${nonce}">${trusted(page.script)}</script>` : null}
</body>
</html>`;
  return reply
    .code(status)
    .headers({
      "content-security-policy": policy.join("; "),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    })
    .type("text/html; charset=utf-8")
    .send(document.html);
}

/** The line that stands above everything, so that nobody takes this for a real cashier. */
export const testMoney = (lang: "zh" | "en"): Html =>
  lang === "zh"
    ? html`<p class="test" role="note"><strong>测试资金 Test money</strong> 沙盒环境，不会产生真实扣款</p>`
    : html`<p class="test" role="note"><strong>Test money 测试资金</strong> Sandbox: nothing is really charged</p>`;

/** The same page in the other language. */
export const otherLanguage = (lang: "zh" | "en", path: string): Html =>
  lang === "zh"
    ? html`<a class="lang" href="${path}?lang=en" lang="en" hreflang="en">English</a>`
    : html`<a class="lang" href="${path}?lang=zh" lang="zh-CN" hreflang="zh-CN">中文</a>`;
