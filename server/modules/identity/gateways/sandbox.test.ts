import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startLab } from "../../../../sandbox/lab.ts";
import { openSandboxRealName } from "./sandbox-real-name.ts";
import { openSandboxSms } from "./sandbox-sms.ts";

const lab = await startLab();
const sms = openSandboxSms({ baseUrl: lab.url, secret: lab.merchant.smsSecret });
const realName = openSandboxRealName({ baseUrl: lab.url, secret: lab.merchant.realNameSecret });
after(async () => {
  sms.stop();
  realName.stop();
  await lab.stop();
});

test("a code sent twice under one id stands once on the page that shows messages", async () => {
  const message = { id: "OTP-1", phone: "13800138000", text: "验证码 246810", code: "246810", purpose: "sign_in" };
  for (let turn = 0; turn < 2; turn++) {
    const sent = await sms.send(message);
    assert.ok(sent.sure === "yes" && sent.value.id === "OTP-1");
  }
  const shown = await (await fetch(`${lab.url}/sms.json?phone=13800138000`)).json();
  assert.ok(Array.isArray(shown) && shown.length === 1);
  assert.equal(shown[0].code, "246810");
  assert.deepEqual(await sms.send({ ...message, id: "OTP-2", phone: "none" }), { sure: "no", code: "PHONE_MALFORMED" });
  const stranger = openSandboxSms({ baseUrl: lab.url, secret: "x".repeat(43) });
  assert.deepEqual(await stranger.send(message), { sure: "unknown", why: "set_up" });
  stranger.stop();
});

test("a name and number that hold together are matched, with a face when one was shown", async () => {
  const person = { name: "李小红", idNumber: "11010519491231002X" };
  assert.deepEqual(await realName.check(person), { sure: "yes", value: { named: true, face: null } });
  const withFace = await realName.check({ ...person, face: "recording-1" });
  assert.deepEqual(withFace, { sure: "yes", value: { named: true, face: true } });
  const wrong = await realName.check({ ...person, idNumber: "110105194912310021" });
  assert.deepEqual(wrong, { sure: "yes", value: { named: false, face: null } });
  assert.deepEqual(await realName.check({ ...person, name: "" }), { sure: "no", code: "PARAM_ERROR" });
});
