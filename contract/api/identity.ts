import { z } from "zod";
import { id, ok, page, pageIn, phone, text, time } from "../kinds.ts";
import { route } from "../route.ts";

const address = {
  name: text(40),
  phone,
  regionCodes: z
    .array(z.string().regex(/^\d{6}$/))
    .min(2)
    .max(3),
  regionNames: z.array(text(30)).min(2).max(3),
  street: text(120),
  isDefault: z.boolean().default(false),
};
export const addressOut = z.object({
  id,
  name: z.string(),
  phone: z.string(),
  regionCodes: z.array(z.string()),
  regionNames: z.array(z.string()),
  street: z.string(),
  isDefault: z.boolean(),
});
const me = z.object({
  id,
  nickname: z.string(),
  avatarUrl: z.string().nullable(),
  phoneMasked: z.string(),
  realNameLevel: z.int(),
  isCreator: z.boolean(),
  creatorName: z.string().nullable(),
  shops: z.array(z.object({ shopId: id, role: z.string() })),
  platformRoles: z.array(z.string()),
});
export const creatorCard = z.object({ id, name: z.string(), bio: z.string(), avatarUrl: z.string().nullable() });

export const askCode = route({
  method: "POST",
  path: "/api/identity/codes",
  access: { by: "anyone" },
  pace: "code",
  idempotency: "none",
  summary: { zh: "发送短信验证码", en: "Send a one-time code by SMS" },
  in: z.object({ phone }),
  out: z.object({ expiresInSeconds: z.int(), retryAfterSeconds: z.int() }),
  refusals: ["identity.too_many_tries", "identity.gateway_away"],
});
/** Signs in, and signs up who was not known: the answer never tells which beforehand. `token` only for bearers. */
export const signIn = route({
  method: "POST",
  path: "/api/identity/sessions",
  access: { by: "anyone" },
  pace: "code",
  idempotency: "none",
  summary: { zh: "用手机号和验证码登录", en: "Sign in with phone and code" },
  in: z.object({ phone, code: z.string().regex(/^\d{6}$/), transport: z.enum(["cookie", "bearer"]).default("cookie") }),
  out: z.object({ me, isNew: z.boolean(), token: z.string().nullable() }),
  refusals: ["identity.otp_wrong", "identity.too_many_tries", "identity.frozen"],
});
export const signOut = route({
  method: "DELETE",
  path: "/api/identity/session",
  access: { by: "person" },
  idempotency: "none",
  summary: { zh: "退出登录", en: "Sign out" },
  in: z.object({}),
  out: ok,
  refusals: [],
});
export const whoAmI = route({
  method: "GET",
  path: "/api/identity/me",
  access: { by: "anyone" },
  summary: { zh: "当前登录的人", en: "Who is signed in" },
  in: z.object({}),
  out: z.object({ me: me.nullable() }),
  refusals: [],
});
export const changeMe = route({
  method: "PATCH",
  path: "/api/identity/me",
  access: { by: "person" },
  summary: { zh: "修改昵称和头像", en: "Change nickname and picture" },
  in: z.object({ nickname: text(20).optional(), avatarUploadId: id.optional() }),
  out: me,
  refusals: ["safety.blocked_content", "media.not_found"],
});
/** Raises the real-name level: 2 by name and number, 3 with a live face. The number itself is not kept. */
export const proveRealName = route({
  method: "POST",
  path: "/api/identity/real-name",
  access: { by: "person" },
  idempotency: "own",
  summary: { zh: "实名认证", en: "Verify the real name" },
  in: z.object({ name: text(40, 2), idNumber: z.string().regex(/^\d{17}[\dXx]$/), face: z.boolean().default(false) }),
  out: z.object({ realNameLevel: z.int() }),
  refusals: ["identity.real_name_mismatch", "identity.minor_not_allowed", "identity.gateway_away"],
});
/** Opens the person's own channel. Needs real-name level 2; hosting needs 3. */
export const becomeCreator = route({
  method: "POST",
  path: "/api/identity/creators",
  access: { by: "person" },
  summary: { zh: "开通达人身份", en: "Become a creator" },
  in: z.object({ name: text(20, 2), bio: text(200, 0).default(""), avatarUploadId: id.optional() }),
  out: creatorCard,
  refusals: ["identity.real_name_required", "safety.blocked_content", "media.not_found"],
});
export const readCreator = route({
  method: "GET",
  path: "/api/identity/creators/{creatorId}",
  access: { by: "anyone" },
  summary: { zh: "达人主页", en: "A creator's card" },
  in: z.object({ creatorId: id }),
  out: creatorCard,
  refusals: ["identity.person_not_found"],
});
export const listAddresses = route({
  method: "GET",
  path: "/api/identity/addresses",
  access: { by: "person" },
  summary: { zh: "收货地址", en: "My addresses" },
  in: z.object({}),
  out: z.object({ items: z.array(addressOut) }),
  refusals: [],
});
export const addAddress = route({
  method: "POST",
  path: "/api/identity/addresses",
  access: { by: "person" },
  summary: { zh: "新增地址", en: "Add an address" },
  in: z.object(address),
  out: addressOut,
  refusals: ["identity.address_limit"],
});
/** Writes the whole address anew: doing it twice is doing it once. */
export const changeAddress = route({
  method: "PUT",
  path: "/api/identity/addresses/{addressId}",
  access: { by: "person" },
  idempotency: "none",
  summary: { zh: "修改地址", en: "Change an address" },
  in: z.object({ addressId: id, ...address }),
  out: addressOut,
  refusals: ["identity.address_not_found"],
});
export const removeAddress = route({
  method: "DELETE",
  path: "/api/identity/addresses/{addressId}",
  access: { by: "person" },
  summary: { zh: "删除地址", en: "Remove an address" },
  in: z.object({ addressId: id }),
  out: ok,
  refusals: ["identity.address_not_found"],
});
/** What the house has told this person; `kind` with `params` is put into words by the client. */
export const listNotices = route({
  method: "GET",
  path: "/api/identity/notices",
  access: { by: "person" },
  summary: { zh: "消息通知", en: "My notices" },
  in: z.object({ ...pageIn }),
  out: page(
    z.object({
      id,
      kind: z.string(),
      params: z.record(z.string(), z.string()),
      link: z.string().nullable(),
      at: time,
      isRead: z.boolean(),
    }),
  ).extend({ unread: z.int() }),
  refusals: [],
});
export const readNotices = route({
  method: "POST",
  path: "/api/identity/notices/reads",
  access: { by: "person" },
  summary: { zh: "全部标为已读", en: "Mark all notices as read" },
  in: z.object({}),
  out: ok,
  refusals: [],
});
