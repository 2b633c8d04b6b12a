import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { input as Wire, ZodType } from "zod";
import { type Endpoints, endpoints } from "#contract/endpoints";
import { leave, listenForFaults, type Language, openContext } from "./browser.ts";
import type { Stage } from "./stage.ts";

type Name = keyof Endpoints & string;
type Said<R, Side extends "in" | "out"> = R extends { [K in Side]: infer S extends ZodType } ? Wire<S> : unknown;
export type Answer<K extends Name> = Said<Endpoints[K], "out">;

/** Somebody with a browser: what they do on pages, and what their session may ask of the API. */
export type Person = {
  phone: string;
  context: BrowserContext;
  page: Page;
  ask: <K extends Name>(name: K, input: Said<Endpoints[K], "in">) => Promise<Answer<K>>;
  /** Asks what has to be refused; answers the code of the refusal. */
  refusal: <K extends Name>(name: K, input: Said<Endpoints[K], "in">) => Promise<string>;
};

type Reply = { status: number; body: unknown };

function asker(context: BrowserContext, url: string) {
  return async (name: Name, input: Record<string, unknown>): Promise<Reply> => {
    const [method, path] = endpoints[name] as readonly [string, string];
    const rest = { ...input };
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, part: string) => {
      const value = String(rest[part]);
      delete rest[part];
      return encodeURIComponent(value);
    });
    const inAddress = method === "GET" || method === "DELETE";
    const reply = await context.request.fetch(url + filled, {
      method,
      headers: { origin: url, "idempotency-key": randomUUID() },
      ...(inAddress ? { params: rest as Record<string, string> } : { data: rest }),
    });
    return { status: reply.status(), body: reply.status() === 204 ? undefined : await reply.json() };
  };
}

export async function openPerson(
  browser: Browser,
  stage: Stage,
  { phone, size, language = "zh", faults }: PersonWish,
): Promise<Person> {
  const context = await openContext(browser, { url: stage.url, size, language });
  context.on("page", (page) => listenForFaults(page, faults));
  const page = await context.newPage();
  const send = asker(context, stage.url);
  return {
    phone,
    context,
    page,
    ask: async (name, input) => {
      const { status, body } = await send(name, input as Record<string, unknown>);
      if (status >= 300) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`);
      return body as Answer<typeof name>;
    },
    refusal: async (name, input) => {
      const { status, body } = await send(name, input as Record<string, unknown>);
      if (status < 400) throw new Error(`${name} was not refused: ${JSON.stringify(body)}`);
      return (body as { code: string }).code;
    },
  };
}
export type PersonWish = { phone: string; size: "phone" | "desk"; language?: Language; faults: string[] };

/** Reads the newest code off the sandbox's inbox, as a person in the demo world does. */
export async function codeFor({ context, page, phone }: Person, stage: Stage): Promise<string> {
  const inbox = await context.newPage();
  await inbox.goto(`${stage.sandboxUrl}/sms`);
  const row = inbox.locator("article").filter({ hasText: phone }).first();
  await row.waitFor();
  const code = await row.locator(".code").innerText();
  leave(inbox);
  await page.bringToFront();
  return code;
}

/** Signs up or in on the staff's page and lands where it leads. */
export async function signInAtDesk(person: Person, stage: Stage, to: string): Promise<void> {
  const { page, phone } = person;
  await page.goto(`/staff/sign-in?from=${encodeURIComponent(to)}`);
  await page.getByRole("textbox", { name: "手机号" }).fill(phone);
  await page.getByRole("button", { name: "获取验证码" }).click();
  await page.getByText("验证码已发送").first().waitFor();
  await page.getByRole("textbox", { name: "验证码" }).fill(await codeFor(person, stage));
  await page.getByRole("button", { name: /^登\s?录$/ }).click();
  await page.waitForURL((url) => url.pathname.startsWith(to) && !url.pathname.endsWith("/sign-in"));
}

/** Signs in on the sheet that lies over whatever the buyer was looking at. */
export async function signInOnSheet(person: Person, stage: Stage): Promise<void> {
  const sheet = person.page.getByRole("dialog", { name: "登录后继续" });
  await sheet.getByRole("textbox", { name: "手机号" }).fill(person.phone);
  await sheet.getByRole("button", { name: "获取验证码" }).click();
  await sheet.getByText(/验证码已发送/).waitFor();
  await sheet.getByRole("textbox", { name: "验证码" }).fill(await codeFor(person, stage));
  await sheet.getByRole("button", { name: "登录", exact: true }).click();
  await sheet.waitFor({ state: "hidden" });
}

const CHECK = "10X98765432";
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A citizen number that holds together and is nobody's. */
export function inventedIdNumber(n: number): string {
  const body = `33010619880${1 + (n % 9)}15${String(100 + n).padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + CHECK[sum % 11]!;
}
