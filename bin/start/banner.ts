import type { Config } from "#platform/config";
import type { DemoLogin } from "./demo-world.ts";

type Row = [zh: string, en: string, value: string];

// A Chinese character takes the room of two letters in a terminal.
const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter > "\u2e7f" ? 2 : 1), 0);
const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));

function block(rows: Row[]): string[] {
  const zhWidth = Math.max(...rows.map(([zh]) => widthOf(zh)));
  const enWidth = Math.max(...rows.map(([, en]) => widthOf(en)));
  return rows.map(([zh, en, value]) => `  ${pad(zh, zhWidth)}  ${pad(en, enWidth)}  ${value}`);
}

function addresses({ publicUrl, mediaUrl, rtmpPort, sandboxPublicUrl, paymentProvider }: Config): Row[] {
  const host = new URL(publicUrl).hostname;
  const rows: Row[] = [
    ["买家", "Buyer", `${publicUrl}/`],
    ["直播间中控", "Studio", `${publicUrl}/staff/studio`],
    ["商家后台", "Seller", `${publicUrl}/staff/seller`],
    ["平台后台", "Console", `${publicUrl}/staff/console`],
    ["接口文档", "API reference", `${publicUrl}/reference`],
    ["播放地址", "Playback", `${mediaUrl}/`],
    ["推流地址", "RTMP push", `rtmp://${host}:${rtmpPort}/live`],
  ];
  if (paymentProvider === "sandbox") {
    rows.push(["沙箱支付", "Sandbox pay", `${sandboxPublicUrl}/`]);
    rows.push(["短信验证码", "SMS codes", `${sandboxPublicUrl}/sms`]);
  }
  return rows;
}

/** What a person needs to go on: where everything is, and who can sign in. */
export function banner(config: Config, logins: readonly DemoLogin[], tookSeconds: number): string {
  const lines = ["", `Jishi 集市 · ready in ${tookSeconds.toFixed(1)} s`, "", ...block(addresses(config))];
  if (logins.length > 0) {
    lines.push("", "  演示账号 Demo logins (手机号 + 短信验证码; the code stands on the sandbox's SMS page)", "");
    lines.push(...block(logins.map(({ zh, en, phone, path }) => [zh, en, `${phone}  ${config.publicUrl}${path}`])));
  }
  return [...lines, "", "  Ctrl-C 停止 stops everything.", ""].join("\n");
}
