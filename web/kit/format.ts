import { currentLanguage, type Language } from "./language.ts";

const locales: Record<Language, string> = { zh: "zh-CN", en: "en-US" };
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

// Intl objects cost about 50 µs each to make and a list asks for hundreds.
function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: (locale: string) => T,
): T {
  const language = currentLanguage();
  const full = `${language}:${key}`;
  const found = kept.get(full) as T | undefined;
  if (found) return found;
  const made = make(locales[language]);
  kept.set(full, made);
  return made;
}

const number = (key: string, options: Intl.NumberFormatOptions) =>
  keep(key, (locale) => new Intl.NumberFormat(locale, options));
const dates = (key: string, options: Intl.DateTimeFormatOptions) =>
  keep(key, (locale) => new Intl.DateTimeFormat(locale, options));

export type Moment = string | number | Date;
const ms = (moment: Moment): number => (moment instanceof Date ? moment.getTime() : new Date(moment).getTime());

/** 12900 → { sign: "", integer: "129", fraction: "00" }: the parts that Price draws in different sizes. */
export function moneyParts(fen: number): { sign: string; integer: string; fraction: string } {
  const positive = Math.abs(Math.round(fen));
  const integer = number("integer", { maximumFractionDigits: 0 }).format(Math.floor(positive / 100));
  return { sign: fen < 0 ? "-" : "", integer, fraction: String(positive % 100).padStart(2, "0") };
}

/** 12900 → ¥129.00 */
export function money(fen: number): string {
  const { sign, integer, fraction } = moneyParts(fen);
  return `${sign}¥${integer}.${fraction}`;
}

/** 12 345 → 1.2万 in Chinese, 12K in English; below that, plain with separators. */
export function count(value: number): string {
  const threshold = currentLanguage() === "zh" ? 10_000 : 1_000;
  if (Math.abs(value) < threshold) return number("integer", { maximumFractionDigits: 0 }).format(value);
  const wide = currentLanguage() === "en" && Math.abs(value) >= 10_000 && Math.abs(value) < 1_000_000;
  return number(wide ? "wide" : "compact", {
    notation: "compact",
    maximumFractionDigits: wide ? 0 : 1,
    // 99 999 people are not “100K”: a count never claims more than there is.
    roundingMode: "trunc",
  }).format(value);
}

/** Every digit of it: a place in a line is no round figure. */
export const whole = (value: number): string => number("integer", { maximumFractionDigits: 0 }).format(value);

export const percent = (share: number, digits = 0): string =>
  number(`percent${digits}`, { style: "percent", maximumFractionDigits: digits }).format(share);

/** Relative below 24 hours, then the date. */
export function relative(moment: Moment, now: number): string {
  const seconds = Math.round((ms(moment) - now) / 1000);
  const size = Math.abs(seconds);
  if (size >= 86_400) return date(moment);
  const format = keep("relative", (locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  if (size < 45) return format.format(0, "second");
  if (size < 3600) return format.format(Math.trunc(seconds / 60) || Math.sign(seconds), "minute");
  return format.format(Math.trunc(seconds / 3600), "hour");
}

export function date(moment: Moment): string {
  const sameYear = new Date(ms(moment)).getFullYear() === new Date().getFullYear();
  return sameYear
    ? dates("day", { month: "short", day: "numeric" }).format(ms(moment))
    : dates("year", { year: "numeric", month: "short", day: "numeric" }).format(ms(moment));
}

export const dateTime = (moment: Moment): string =>
  dates("moment", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(ms(moment));

/** With the zone: staff read the same moment from different places. */
export const dateTimeZone = (moment: Moment): string =>
  dates("zone", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
    timeZoneName: "short",
  }).format(ms(moment));

export const clockTime = (moment: Moment): string =>
  dates("clock", { hour: "2-digit", minute: "2-digit", hour12: false }).format(ms(moment));

const two = (value: number) => String(value).padStart(2, "0");

/** 02:35, 1:02:35, 23:12:08: what a timer shows. */
export function duration(durationMs: number): string {
  const total = Math.max(0, Math.floor(durationMs / 1000));
  const hours = Math.floor(total / 3600);
  const rest = `${two(Math.floor((total % 3600) / 60))}:${two(total % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
