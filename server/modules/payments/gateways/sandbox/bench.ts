import assert from "node:assert/strict";
import { startLab, until } from "../../../../../sandbox/lab.ts";
import type { Hearing } from "../port.ts";
import { openSandboxGateway } from "./index.ts";

type Answer = { sure: string; code?: string; why?: string };

/** For the tests of misbehaviour: a sandbox, our adapter, and the few steps every story begins with. */
export async function startBench() {
  const lab = await startLab();
  const { carrierSecret: _c, smsSecret: _s, realNameSecret: _r, ...credentials } = lab.merchant;
  const gateway = openSandboxGateway({ baseUrl: lab.url, credentials, wallClock: () => new Date(), timeoutMs: 1000 });

  let made = 0;
  const number = (): string => `M-${++made}`;
  const notifyUrl = `${lab.ear.url}/notify`;
  const openAsk = (outTradeNo: string) => ({
    outTradeNo,
    fen: 5000n,
    description: "test",
    notifyUrl,
    returnUrl: `${lab.ear.url}/back`,
    expiresAt: new Date(Date.now() + 900_000),
    parts: [],
  });
  const short = ({ sure, code, why }: Answer): string => [sure, code ?? why].filter(Boolean).join(" ");

  async function opened(no = number()): Promise<{ no: string; payUrl: string }> {
    const asked = await gateway.open(openAsk(no));
    assert.ok(asked.sure === "yes", short(asked));
    return { no, payUrl: asked.value.payUrl };
  }
  async function paid(): Promise<{ no: string; transactionId: string }> {
    const { no, payUrl } = await opened();
    await lab.atPage(payUrl, "pay");
    const seen = await gateway.look(no);
    assert.ok(seen.sure === "yes" && seen.value.taken[0]);
    await until("the notification", () => hearings().some(isPaid(no)));
    return { no, transactionId: seen.value.taken[0].transactionId };
  }
  const hearings = (): Hearing[] => lab.ear.heard.map(({ raw, headers }) => gateway.hear(raw, headers));
  const isPaid =
    (no: string) =>
    (hearing: Hearing): boolean =>
      "heard" in hearing && hearing.heard.kind === "paid" && hearing.heard.outTradeNo === no;
  const stateOf = async (no: string): Promise<string> => {
    const seen = await gateway.look(no);
    return seen.sure === "yes" ? seen.value.state : short(seen);
  };
  const refundAsk = (no: string, transactionId: string, outRefundNo = number()) => ({
    ...{ outRefundNo, outTradeNo: no, transactionId, fen: 5000n, totalFen: 5000n, reason: "test", notifyUrl },
  });
  const stop = async (): Promise<void> => {
    gateway.stop();
    await lab.stop();
  };
  return { lab, gateway, number, notifyUrl, openAsk, short, opened, paid, hearings, isPaid, stateOf, refundAsk, stop };
}
