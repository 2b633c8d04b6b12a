/** What the edge itself refuses, before any use-case is asked. */
export const request = {
  "request.invalid": {
    status: 400,
    zh: "填写的内容有误，请检查后再试",
    en: "Some of what was sent is not valid. Please check it.",
  },
  "request.key_missing": { status: 400, zh: "缺少 Idempotency-Key", en: "The Idempotency-Key header is missing." },
  "request.reused": {
    status: 422,
    zh: "同一个请求号被用于不同的内容",
    en: "This request key was already used with other content.",
  },
  "request.in_flight": {
    status: 409,
    zh: "同一请求正在处理，请稍候",
    en: "The same request is being handled. Please wait.",
  },
  "request.unknown_caller": { status: 401, zh: "请先登录", en: "Please sign in first." },
  "request.forbidden": { status: 403, zh: "你没有这项权限", en: "You are not allowed to do this." },
  "request.cross_site": {
    status: 403,
    zh: "请求来源不被允许",
    en: "This request came from a place that is not allowed.",
  },
  "request.not_found": { status: 404, zh: "没有找到", en: "Not found." },
  "request.too_large": { status: 413, zh: "内容太大", en: "This is too large." },
  "request.media_type": { status: 415, zh: "不支持的内容类型", en: "This kind of content is not accepted." },
  "request.too_fast": { status: 429, zh: "操作太快，请稍后再试", en: "Too many requests. Please wait a moment." },
  "request.bad_signature": { status: 401, zh: "签名无效", en: "The signature is not valid." },
  "server.busy": { status: 503, zh: "现在人太多，请稍后再试", en: "Very busy right now. Please try again." },
  "server.away": { status: 503, zh: "服务暂时不可用，正在恢复", en: "Temporarily unavailable; recovering by itself." },
  "server.error": { status: 500, zh: "出了点问题，我们已记录", en: "Something went wrong; it has been recorded." },
} as const;
