import { carrierGateway } from "#modules/fulfilment";
import { provider } from "#modules/payments";
import { readConfig } from "#platform/config";
import { openLimits } from "#platform/limits";
import { startServer } from "../../server/main.ts";

/**
 * The whole server as a program of its own, so that it can be cut off, killed and started again. Told a spot
 * ("before refund", "after open"), it kills itself there without a word: before an outside service is asked, or after it
 * has answered and before anything is recorded.
 */
export type Order = { spot?: string; limits?: number };

const config = { ...readConfig(process.env), databaseUrl: process.env["DATABASE_URL"]! };
let spot = "";

const die = (): Promise<never> => {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
};

/** The same gateway, deadly at the spot. */
const deadly = <T extends object>(gateway: T): T =>
  new Proxy(gateway, {
    get: (target, name) => {
      const call: unknown = Reflect.get(target, name);
      if (typeof call !== "function") return call;
      return (...given: unknown[]): unknown => {
        if (spot === `before ${String(name)}`) return die();
        const answer: unknown = call.apply(target, given);
        return spot === `after ${String(name)}` ? Promise.resolve(answer).then(die) : answer;
      };
    },
  });

const real = provider.of(config);
provider.replace(config, async () => {
  const opened = await real();
  return { ...opened, gateway: deadly(opened.gateway) };
});
carrierGateway.replace(config, deadly(carrierGateway.of(config)));

const { house, stop } = await startServer({ config, drainMs: 0 });
process.on("message", (order: Order) => {
  spot = order.spot ?? spot;
  if (order.limits !== undefined) house.edge.limits = openLimits(order.limits);
  process.send?.("done");
});
process.on("SIGTERM", () => void stop().then(() => process.exit(0)));
process.send?.("ready");
