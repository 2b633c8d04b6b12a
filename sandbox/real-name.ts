import type { FastifyInstance } from "fastify";
import { bearer, jsonOf } from "./bodies.ts";
import type { House } from "./house.ts";
import { textOf } from "./refused.ts";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

/** A citizen number holds together: 17 digits, a birth date that was, the right check character. */
export function holdsTogether(idNumber: string, now: number): boolean {
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dXx]$/.exec(idNumber) ?? [];
  if (!year) return false;
  const born = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const real = !Number.isNaN(born.getTime()) && born.toISOString().startsWith(`${year}-${month}-${day}`);
  if (!real || born.getTime() > now || Number(year) < 1900) return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(idNumber[place]), 0);
  return CHECKS[sum % 11] === idNumber[17]?.toUpperCase();
}

/** Answers and forgets: neither name nor number is kept. */
export function mountRealName(app: FastifyInstance, house: House): void {
  app.post("/real-name", (request) => {
    bearer(request, house.keys.realNameSecret);
    const body = jsonOf(request);
    const named = textOf(body, "name", 60).trim().length >= 2;
    const whole = holdsTogether(textOf(body, "idNumber", 40), Date.now());
    const result = named && whole ? "matched" : "not_matched";
    return { result, face: body["face"] === undefined ? "not_asked" : result };
  });
}
