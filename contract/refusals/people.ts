export const people = {
  "identity.otp_wrong": { status: 422, zh: "验证码不对", en: "That code is not right." },
  "identity.too_many_tries": { status: 429, zh: "尝试次数过多，请稍后再试", en: "Too many tries. Please wait." },
  "identity.real_name_required": { status: 403, zh: "需要先完成实名认证", en: "Please verify your real name first." },
  "identity.step_up_required": {
    status: 403,
    zh: "请先用短信验证码再次确认身份",
    en: "Please confirm who you are by a fresh code first.",
  },
  "identity.real_name_mismatch": {
    status: 422,
    zh: "姓名与身份证号不匹配",
    en: "The name and the ID number do not match.",
  },
  "identity.minor_not_allowed": { status: 403, zh: "未成年人不能使用此功能", en: "Minors cannot use this." },
  "identity.address_limit": { status: 409, zh: "最多保存 20 个地址", en: "At most 20 addresses can be kept." },
  "identity.address_not_found": { status: 404, zh: "地址不存在", en: "No such address." },
  "identity.person_not_found": { status: 404, zh: "没有这个人", en: "No such person." },
  "identity.not_creator": { status: 403, zh: "请先开通达人身份", en: "Please become a creator first." },
  "identity.gateway_away": {
    status: 503,
    zh: "短信或实名服务暂不可用",
    en: "The SMS or ID service is away; please try again.",
  },
  "identity.frozen": { status: 403, zh: "账号已被冻结", en: "This account is frozen." },
  "safety.blocked_content": {
    status: 422,
    zh: "内容包含不允许的词语",
    en: "The text contains words that are not allowed.",
  },
  "media.too_large": { status: 413, zh: "文件太大", en: "The file is too large." },
  "media.bad_type": { status: 422, zh: "无法识别为图片", en: "This is not a picture we can read." },
  "media.not_found": { status: 404, zh: "文件不存在", en: "No such file." },
} as const;
