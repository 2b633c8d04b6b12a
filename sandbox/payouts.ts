import { providerNo } from "./crypt.ts";
import { accountOf, type Does, type House, iso, isoOrNull, noticeOf, ok, ownAddress } from "./house.ts";
import { fenOf, numberOf, optionalText, Refused, textOf } from "./refused.ts";
import type { Payout } from "./rows.ts";

const SETTLES_MS = 300;

/** Accepts a payout once per number, out of what the splits brought to the account. */
export const askPayout: Does = (house, { body }) => {
  const id = numberOf(body, "out_payout_no");
  const [account, fen] = [textOf(body, "account", 64), fenOf(body, "amount")];
  const known = house.store.payouts.get(id);
  if (known) {
    if (known.fen !== fen || known.account !== account)
      throw new Refused(400, "INVALID_REQUEST", "the number was used for another payout");
    return ok(payoutContent(house, known));
  }
  const source = accountOf(house, account);
  if (source.fen < fen) throw new Refused(403, "NOT_ENOUGH", "the account holds too little");
  const notifyUrl = optionalText(body, "notify_url", 2000);
  const now = Date.now();
  const payout: Payout = {
    id,
    payoutId: providerNo("60"),
    account,
    fen,
    remark: textOf(body, "remark", 80),
    notifyUrl: notifyUrl === null ? null : ownAddress(house, notifyUrl),
    state: "PROCESSING",
    failReason: null,
    askedAt: now,
    doneAt: null,
    dueAt: now + SETTLES_MS,
  };
  house.store.save({ payouts: [payout], accounts: [{ ...source, fen: source.fen - fen }] });
  return ok(payoutContent(house, payout));
};

export function settlePayout(house: House, payout: Payout): void {
  Object.assign(payout, { state: "SUCCESS", dueAt: null, doneAt: Date.now() });
  const told = { eventType: "PAYOUT.SUCCESS", originalType: "payout", content: payoutContent(house, payout) };
  const numbers = { outPayoutNo: payout.id };
  const notices = payout.notifyUrl === null ? [] : [noticeOf(house, { ...told, url: payout.notifyUrl }, numbers)];
  house.store.save({ payouts: [payout], notices });
}

export const lookAtPayout: Does = (house, { params }) => {
  const payout = house.store.payouts.get(params["no"] ?? "");
  if (!payout) throw new Refused(404, "RESOURCE_NOT_EXISTS", "no such payout");
  return ok(payoutContent(house, payout));
};

const payoutContent = (house: House, payout: Payout) => ({
  mchid: house.keys.merchantId,
  appid: house.keys.appId,
  out_payout_no: payout.id,
  payout_id: payout.payoutId,
  account: payout.account,
  amount: payout.fen,
  currency: "CNY",
  state: payout.state,
  fail_reason: payout.failReason,
  finish_time: isoOrNull(payout.doneAt),
});

export const payoutDeed = ({ dueAt: _, id, ...payout }: Payout) => ({
  outPayoutNo: id,
  ...payout,
  askedAt: iso(payout.askedAt),
  doneAt: isoOrNull(payout.doneAt),
});
