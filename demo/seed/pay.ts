import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { lookAtPayment } from "#modules/payments";
import { trustedEgress } from "#platform/egress";
import type { Teller } from "./teller.ts";

const TRIES = 40;

/** Pays at the sandbox provider's own page, as a person would, and sees to it that we have heard of it. */
export async function payAt(teller: Teller, payUrl: string): Promise<void> {
  const { house } = teller;
  const page = new URL(payUrl);
  const egress = trustedEgress([house.config.sandboxUrl]);
  try {
    await egress.send({
      method: "POST",
      url: `${house.config.sandboxUrl}${page.pathname}${page.search}`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "deed=pay",
    });
  } finally {
    egress.close();
  }
  const { rows } = await sql<{ id: bigint }>`select id from payments.intents where pay_url = ${payUrl}`.execute(
    house.db,
  );
  for (let n = 0; n < TRIES; n++) {
    await lookAtPayment(house, rows[0]!.id);
    const state = await sql<{ state: string }>`select state from payments.intents where id = ${rows[0]!.id}`.execute(
      house.db,
    );
    if (state.rows[0]!.state === "captured") return;
    await wait(25);
  }
  throw new Error("the sandbox provider took the money and never said so");
}
