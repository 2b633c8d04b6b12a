// Our server with a payment handler that says yes without a network, as both peers have one: the shops are compared.
import { provider } from "#modules/payments";
import { readConfig } from "#platform/config";
import { startServer } from "../../server/main.ts";
import { MERCHANT, scriptedProvider } from "../../tests/fixtures/scripted-provider.ts";

const read = readConfig(process.env);
const config = { ...read, databaseUrl: read.databaseUrl! };
const { gateway, pay, stateOf } = scriptedProvider();
const look: typeof gateway.look = (no) => {
  if (stateOf(no) === "open") pay(no);
  return gateway.look(no);
};
provider.replace(config, async () => ({ gateway: { ...gateway, look }, ...MERCHANT }));
const { stop } = await startServer({ config });
process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
console.log("listening");
