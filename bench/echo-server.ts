// The ceiling: the same request through the same edge (session, allowance, shapes, headers), and no counter behind it.
import cookie from "@fastify/cookie";
import Fastify from "fastify";
import { placeOrder } from "#contract/api/orders";
import { clock } from "#platform/clock";
import { readConfig } from "#platform/config";
import { serve } from "#platform/http";
import { newId } from "#platform/ids";
import { answerErrors } from "../server/edge/errors.ts";
import { setHeaders } from "../server/edge/headers.ts";
import { openHouse } from "../server/house.ts";

const config = readConfig(process.env);
const { house, close } = await openHouse({ config: { ...config, databaseUrl: config.databaseUrl! }, parts: [] });
const app = Fastify();
answerErrors(app);
setHeaders(app, house.config);
await app.register(cookie);
serve(app, house, placeOrder, async ({ input }) => ({
  checkoutId: newId(),
  orderIds: [newId()],
  payableFen: input.expectedFen,
  payBy: clock.now(),
}));
await app.listen({ port: config.port, host: config.host });
process.once(
  "SIGTERM",
  () =>
    void app
      .close()
      .then(close)
      .then(() => process.exit(0)),
);
console.log("listening");
