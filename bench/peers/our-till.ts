import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { providerNo, sealed, signed } from "../../sandbox/crypt.ts";
import { loadKeys } from "../../sandbox/keys.ts";
import { untilListens } from "./line.ts";
import { end, launch } from "./programs.ts";

export type Notice = { headers: Record<string, string>; body: string };
/** The sandbox provider as users run it, and its word that a payment was paid. */
export type Till = { paid: (outTradeNo: string, fen: number) => Notice; start: () => Promise<() => Promise<void>> };

const ENTRY = join(import.meta.dirname, "../../sandbox/main.ts");
const KIND = "transaction";

/** The provider's program opens payments; what a payer would tap on its page, the bench says itself with the provider's key. */
export function openTill({ env, log }: { env: Record<string, string>; log: string }): Till {
  const folder = join(env["JISHI_DATA"]!, "sandbox");
  const keys = loadKeys(folder);
  const args = [ENTRY, "--data", folder, "--port", env["JISHI_SANDBOX_PORT"]!];
  args.push("--server-url", `http://127.0.0.1:${env["JISHI_PORT"]}`);
  return {
    paid: (outTradeNo, fen) => {
      const content = {
        mchid: keys.merchantId,
        appid: keys.appId,
        out_trade_no: outTradeNo,
        transaction_id: providerNo("42"),
        trade_state: "SUCCESS",
        success_time: new Date().toISOString(),
        amount: { total: fen, currency: "CNY" },
      };
      const resource = { original_type: KIND, ...sealed(keys, JSON.stringify(content), KIND, []) };
      const notice = { id: `EV${randomUUID()}`, event_type: "TRANSACTION.SUCCESS", resource };
      return signed(keys, JSON.stringify(notice), []);
    },
    start: async () => {
      const child = launch({ file: process.execPath, args, cwd: process.cwd(), env: {}, log });
      await untilListens(Number(env["JISHI_SANDBOX_PORT"]));
      return () => end(child);
    },
  };
}
