export const room = {
  "live.not_found": { status: 404, zh: "直播间不存在", en: "No such room." },
  "live.wrong_state": {
    status: 409,
    zh: "直播间当前状态不能这样做",
    en: "The room's present state does not allow this.",
  },
  "live.not_live": { status: 409, zh: "直播还没有开始或已结束", en: "The room is not live." },
  "live.stale": {
    status: 409,
    zh: "另一位操作员刚刚修改过，请刷新",
    en: "Another operator has just changed this. Please reload.",
  },
  "live.shelf_full": { status: 409, zh: "购物袋最多 200 件商品", en: "The bag holds at most 200 products." },
  "live.not_on_shelf": { status: 404, zh: "商品不在购物袋里", en: "This product is not in the bag." },
  "live.not_promotable": {
    status: 409,
    zh: "商品不在推广计划或自己的店铺中",
    en: "Neither your own product nor one with an open plan.",
  },
  "live.muted": { status: 403, zh: "你已被禁言", en: "You are muted in this room." },
  "live.banned": { status: 403, zh: "你已被请出直播间", en: "You have been banned from this room." },
  "live.too_fast": { status: 429, zh: "发言太快了", en: "You are sending too fast." },
  "live.message_not_found": { status: 404, zh: "消息不存在", en: "No such message." },
  "live.moderators_full": { status: 409, zh: "房管最多 10 人", en: "A room has at most 10 moderators." },
  "live.sold_out": { status: 409, zh: "商品已抢光", en: "This is sold out." },
  "growth.range_too_long": { status: 422, zh: "查询的时间范围太长", en: "The range of days is too long." },
} as const;
