import { z } from "zod";
import { type FreightRules, freightRules } from "#contract/freight";
import { regions } from "#contract/regions";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import type { Freight } from "./read-skus-for-sale.ts";

const insert = statement(
  "catalog.insert_template",
  `insert into catalog.freight_templates (id, shop_id, name, kind, rules, created_at) values ($1, $2, $3, $4, $5, $6)`,
);
const list = statement<{ id: bigint; name: string; kind: Freight["kind"]; rules: unknown }>(
  "catalog.list_templates",
  `select id, name, kind, rules from catalog.freight_templates where shop_id = $1 order by id`,
);

export type Template = { id: bigint; name: string } & Freight;

/** What the kind of a template asks of its rules. */
export function templateFaults({ kind, rules }: Freight): string[] {
  const provinces = new Set(regions().map(({ code }) => code));
  return [
    ...(kind === "conditional" && rules.freeFromFen === null ? ["/rules/freeFromFen"] : []),
    ...(kind === "charged" && rules.freeFromFen !== null ? ["/rules/freeFromFen"] : []),
    ...rules.noShip.flatMap((code, n) => (provinces.has(code) ? [] : [`/rules/noShip/${n}`])),
  ];
}

const NOTHING = { firstFen: 0n, furtherFen: 0n, freeFromFen: null };

/** Adds a freight template. It is never changed: products that name it keep its terms. */
export async function createTemplate(
  db: Db | Tx,
  { shopId, name, kind, rules }: { shopId: bigint; name: string; kind: Freight["kind"]; rules: FreightRules },
): Promise<Template> {
  const kept: Freight = { kind, rules: kind === "free" ? { ...rules, ...NOTHING } : rules };
  const faults = templateFaults(kept);
  if (faults.length > 0) throw new Refusal("request.invalid", { errors: faults.map((pointer) => ({ pointer })) });
  const id = newId();
  await insert(db, id, shopId, name, kind, JSON.stringify(z.encode(freightRules, kept.rules)), clock.now());
  return { id, name, ...kept };
}

export const listTemplates = async (db: Db | Tx, shopId: bigint): Promise<Template[]> =>
  (await list(db, shopId)).map(({ rules, ...row }) => ({ ...row, rules: freightRules.parse(rules) }));
