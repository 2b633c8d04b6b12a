import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { createSign, randomBytes } from "node:crypto";
import { join } from "node:path";
import { after, test } from "node:test";
import { type Browser, chromium } from "playwright-core";
import { startLab, until } from "./lab.ts";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const skip = existsSync(CHROMIUM) ? false : "no Chromium on this machine";
/** Where to leave pictures for a person to look at; none are taken without it. */
const PICTURES = process.env["PICTURES"];

const lab = await startLab();
let browser: Browser | undefined;
after(async () => {
  await browser?.close();
  await lab.stop();
});

/** Signs as the shop would: the sandbox's own half of the test, so that it needs nothing of the server's. */
async function openPayment(no: string, more: Record<string, unknown> = {}): Promise<string> {
  const path = "/v3/pay/transactions";
  const body = {
    mchid: lab.merchant.merchantId,
    appid: lab.merchant.appId,
    out_trade_no: no,
    description: "洞庭碧螺春 明前一级 250g 等 2 件商品",
    payee: "山野茶铺",
    notify_url: `${lab.ear.url}/notify`,
    return_url: `${lab.ear.url}/back`,
    time_expire: new Date(Date.now() + 899_000).toISOString(),
    amount: { total: 12_880, currency: "CNY" },
    parts: [],
    ...more,
  };
  const [text, timestamp, nonce] = [
    JSON.stringify(body),
    Math.floor(Date.now() / 1000),
    randomBytes(16).toString("hex"),
  ];
  const signer = createSign("sha256").update(`POST\n${path}\n${timestamp}\n${nonce}\n${text}\n`);
  const signature = signer.sign(lab.merchant.merchantPrivateKey, "base64");
  const fields = { mchid: body.mchid, nonce_str: nonce, signature, timestamp, serial_no: lab.merchant.merchantSerial };
  const listed = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
  const answer = await lab.post(path, body, { authorization: `WECHATPAY2-SHA256-RSA2048 ${listed.join(",")}` });
  assert.equal(answer.status, 200, await answer.clone().text());
  return ((await answer.json()) as { pay_url: string }).pay_url;
}

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
const phone = async (locale: string) => {
  browser ??= await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale, deviceScaleFactor: 2 });
  const faults: string[] = [];
  const elsewhere: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (said) => {
    // The ear answers 204 and has no favicon; only what the pay page itself says counts.
    if (said.type() === "error" && said.location().url.startsWith(lab.url)) faults.push(said.text());
  });
  page.on("request", (request) => {
    if (![lab.url, lab.ear.url].some((own) => request.url().startsWith(own))) elsewhere.push(request.url());
  });
  const picture = async (name: string): Promise<void> => {
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  };
  return { page, faults, elsewhere, picture };
};

for (const [locale, lang, pay, done] of [
  ["zh-CN", "zh", "确认支付", "支付成功"],
  ["en-GB", "en", "Pay now", "Payment complete"],
] as const)
  test(`a payer on a phone reads the page in ${lang}, pays once and is back at the shop`, { skip }, async () => {
    const { page, faults, elsewhere, picture } = await phone(locale);
    await page.goto(await openPayment(`P-${lang}`));
    const text = await page.locator("body").innerText();
    for (const shown of ["测试资金", "Test money", "山野茶铺", "128.80", `P-${lang}`])
      assert.ok(text.includes(shown), shown);
    assert.match(await page.locator("#left").innerText(), /^14:5\d$/);
    const width = await page.evaluate("document.documentElement.scrollWidth");
    assert.ok(typeof width === "number" && width <= 390, "nothing sticks out sideways");
    for (const button of await page.getByRole("button").all())
      assert.ok(((await button.boundingBox())?.height ?? 0) >= 44, "every button can be hit with a thumb");
    await picture(`pay-${lang}`);
    const heardBefore = lab.ear.heard.length;
    await page.getByRole("button", { name: pay }).click();
    await page.getByRole("heading", { name: done }).waitFor();
    await picture(`paid-${lang}`);
    const arrived = Date.now();
    await until("the way back", () => lab.ear.heard.some(({ at }) => at > arrived));
    assert.ok(lab.ear.heard.length > heardBefore);
    const { payments } = await lab.deeds();
    const deed = payments.find((each: { outTradeNo: string }) => each.outTradeNo === `P-${lang}`);
    assert.equal(deed.transactions.length, 1);
    assert.deepEqual([faults, elsewhere], [[], []]);
    await page.close();
  });

test("refusing leaves the payment open, paying later pays by itself, a closed or late page says why", {
  skip,
}, async () => {
  const { page, faults, picture } = await phone("zh-CN");
  const url = await openPayment("P-refuse");
  await page.goto(url);
  await page.getByRole("button", { name: "拒绝付款" }).click();
  await page.getByRole("alert").waitFor();
  await picture("refused-zh");
  await page.getByRole("button", { name: "30 秒后支付" }).click();
  await page.getByRole("heading", { name: "稍后自动支付" }).waitFor();
  await picture("later-zh");
  await page.goto(await openPayment("P-expired", { time_expire: new Date(Date.now() - 1000).toISOString() }));
  await page.getByRole("heading", { name: "付款已超时" }).waitFor();
  await picture("expired-zh");
  const missing = await page.goto(`${lab.url}/pay/nobody`);
  assert.equal(missing?.status(), 404);
  await page.goto(
    await openPayment("P-long", {
      amount: { total: 123_456_789_00, currency: "CNY" },
      description: `<b>${"长".repeat(100)}`,
    }),
  );
  assert.ok((await page.locator("dl").innerText()).includes("<b>"), "what the shop says is text, never markup");
  await picture("long-zh");
  assert.deepEqual(
    faults.filter((fault) => !fault.includes("404")),
    [],
  );
  await page.close();
});

test("the lists of messages and parcels are readable, in both languages", { skip }, async () => {
  const { page, faults, picture } = await phone("zh-CN");
  const sms = {
    phone: "13800138000",
    text: "【集市】验证码 246810，5 分钟内有效。",
    code: "246810",
    purpose: "sign_in",
  };
  await lab.post("/sms", sms, { authorization: `Bearer ${lab.merchant.smsSecret}` });
  await page.goto(`${lab.url}/sms`);
  await page.getByText("246810", { exact: true }).waitFor();
  await lab.post("/sms", { ...sms, code: "135790" }, { authorization: `Bearer ${lab.merchant.smsSecret}` });
  await page.getByText("135790", { exact: true }).waitFor();
  await picture("sms-zh");
  const parcel = { carrier: "SF", waybillNo: "SF1234567890", from: "苏州", to: "上海", pushUrl: `${lab.ear.url}/scan` };
  await lab.post("/carrier/waybills", parcel, { authorization: `Bearer ${lab.merchant.carrierSecret}` });
  await page.goto(`${lab.url}/carrier?lang=en`);
  await page.getByRole("button", { name: "In transit" }).click();
  await page.getByText("Out for delivery").first().waitFor();
  await picture("carrier-en");
  assert.deepEqual(faults, []);
  await page.close();
});
