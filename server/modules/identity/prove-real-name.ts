import { clock } from "#platform/clock";
import { statement } from "#platform/db";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { realNameGateway } from "./outside.ts";

export type AgeBand = "under_8" | "8_15" | "16_17" | "adult";

const raise = statement<{ level: number }>(
  "identity.raise_real_name",
  `update identity.people set real_name_level = greatest(real_name_level, $2), real_name_sealed = $3, age_band = $4,
     real_name_index = $5
   where id = $1 returning real_name_level as level`,
);

/** The band of age that a citizen number's birth date gives on a day (Shanghai), or nothing when it is no date. */
export function ageBand(idNumber: string, now: Date): AgeBand | undefined {
  const [year, month, day] = [idNumber.slice(6, 10), idNumber.slice(10, 12), idNumber.slice(12, 14)];
  const born = new Date(`${year}-${month}-${day}T00:00:00+08:00`);
  if (Number.isNaN(born.getTime()) || born > now) return undefined;
  const birthday = (age: number): Date => {
    const date = new Date(born);
    date.setUTCFullYear(date.getUTCFullYear() + age);
    return date;
  };
  if (birthday(18) <= now) return "adult";
  if (birthday(16) <= now) return "16_17";
  return birthday(8) <= now ? "8_15" : "under_8";
}

export type Proof = { personId: bigint; name: string; idNumber: string; face: boolean };

/**
 * Compares name and number (and a face) at the gateway and raises the level: 2, or 3 with a face. The number is not
 * kept; its blind index is, so that one person with two phones counts once where a limit asks for that.
 */
export async function proveRealName(house: House, { personId, name, idNumber, face }: Proof): Promise<number> {
  const band = ageBand(idNumber, clock.now());
  if (!band) throw new Refusal("identity.real_name_mismatch");
  if (face && (band === "under_8" || band === "8_15")) throw new Refusal("identity.minor_not_allowed", { band });
  const number = idNumber.toUpperCase();
  const answer = await realNameGateway
    .of(house.config)
    .check({ name, idNumber: number, ...(face && { face: `live-${personId}` }) });
  if (answer.sure === "unknown") throw new Refusal("identity.gateway_away", { retryAfterSeconds: 5 });
  if (answer.sure === "no" || !answer.value.named) throw new Refusal("identity.real_name_mismatch");
  const sealed = house.vault.seal(`identity.people|real_name|${personId}`, name);
  const level = face && answer.value.face ? 3 : 2;
  const index = house.vault.blindIndex("real-name", number);
  return (await raise(house.db, personId, level, sealed, band, index))[0]!.level;
}
