import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startLab, until } from "../../../../sandbox/lab.ts";
import { openSandboxCarrier } from "./sandbox-carrier.ts";

const lab = await startLab(["--carrier-step", "0.1"]);
const settings = { baseUrl: lab.url, secret: lab.merchant.carrierSecret, wallClock: () => new Date() };
const carrier = openSandboxCarrier(settings);
after(async () => {
  carrier.stop();
  await lab.stop();
});
const pushUrl = `${lab.ear.url}/scans`;
const parcel = { carrier: "SF", waybillNo: "SF0000000001", from: "苏州", to: "上海", pushUrl };

test("a registered parcel travels by itself, and each scan comes as a signed push", async () => {
  const first = await carrier.register(parcel);
  assert.ok(first.sure === "yes");
  assert.equal((await carrier.register(parcel)).sure, "yes", "registering twice is registering once");
  const statuses = await until("four scans", () => {
    const heard = lab.ear.heard.flatMap(({ raw, headers }) => {
      const hearing = carrier.hear(raw, headers);
      return "heard" in hearing ? [hearing.heard.status] : [];
    });
    return heard.length === 4 && heard;
  });
  assert.deepEqual(statuses, ["picked_up", "in_transit", "delivering", "signed"]);
  const seen = await carrier.look(parcel.waybillNo);
  assert.ok(seen.sure === "yes" && seen.value.scans.length === 4);
  assert.match(seen.value.scans[0]?.zh ?? "", /苏州/);
});

test("an unknown carrier, a malformed number and a foreign parcel are refused by name", async () => {
  const refusals = [
    [{ ...parcel, carrier: "OWL" }, "CARRIER_UNKNOWN"],
    [{ ...parcel, waybillNo: "no" }, "WAYBILL_MALFORMED"],
    [{ ...parcel, carrier: "ZTO" }, "WAYBILL_TAKEN"],
    [{ ...parcel, waybillNo: "SF0000000002", pushUrl: "http://10.0.0.1/" }, "PARAM_ERROR"],
  ] as const;
  for (const [ask, code] of refusals) assert.deepEqual(await carrier.register(ask), { sure: "no", code });
  assert.deepEqual(await carrier.look("SF9999999999"), { sure: "no", code: "WAYBILL_NOT_FOUND" });
  const stranger = openSandboxCarrier({ ...settings, secret: "x".repeat(43) });
  assert.deepEqual(await stranger.look(parcel.waybillNo), { sure: "unknown", why: "set_up" });
  stranger.stop();
});

test("a push that was changed, is old, or comes from somebody else is refused", () => {
  const { raw, headers } = lab.ear.heard[0] ?? assert.fail();
  const changed = Buffer.from(raw.toString("utf8").replace("picked_up", "signed"));
  assert.deepEqual(carrier.hear(changed, headers), { refused: "signature_differs" });
  for (const skewMs of [-360_000, 360_000]) {
    // Well outside: the push is some seconds old by now, and a busy machine must not bring it back in.
    const elsewhen = openSandboxCarrier({ ...settings, wallClock: () => new Date(Date.now() + skewMs) });
    assert.deepEqual(elsewhen.hear(raw, headers), { refused: "outside_window" });
  }
  const stranger = openSandboxCarrier({ ...settings, secret: "x".repeat(43) });
  assert.deepEqual(stranger.hear(raw, headers), { refused: "signature_differs" });
  assert.deepEqual(carrier.hear(raw, {}), { refused: "headers_missing" });
});
