/** Flash deals, the line before a drop, stock set aside and the waitlist. */
export const drop = {
  "promotions.deal_not_found": { status: 404, zh: "秒杀活动不存在", en: "No such flash deal." },
  "promotions.deal_wrong_state": {
    status: 409,
    zh: "秒杀活动当前状态不能这样做",
    en: "The deal's present state does not allow this.",
  },
  "promotions.deal_overlaps": {
    status: 409,
    zh: "该规格在这段时间已有秒杀活动",
    en: "This SKU already has a flash deal at that time.",
  },
  "promotions.deal_price_too_high": {
    status: 422,
    zh: "秒杀价须低于近 30 天最低在线价",
    en: "A deal must be cheaper than the lowest online price of the last 30 days.",
  },
  "promotions.wrong_room": { status: 404, zh: "直播间不存在或已结束", en: "No such room, or it is over." },
  "promotions.stale": {
    status: 409,
    zh: "活动刚刚被修改过，请刷新",
    en: "Somebody has just changed this deal. Please reload.",
  },
  "promotions.deal_not_running": { status: 409, zh: "秒杀尚未开始或已结束", en: "The flash deal is not running." },
  "promotions.price_hidden": { status: 409, zh: "主播还没有开价", en: "The host has not revealed the price yet." },
  "promotions.limit_per_buyer": { status: 409, zh: "超过每人限购数量", en: "This is more than one person may have." },
  "promotions.other_room": {
    status: 409,
    zh: "该价格仅限指定直播间购买",
    en: "This price is for viewers of its room.",
  },
  "promotions.no_line": { status: 409, zh: "该活动无需排队，直接购买即可", en: "This deal has no line: just buy." },
  "promotions.not_in_line": { status: 404, zh: "还没有排队", en: "You have not joined the line." },
  "promotions.token_needed": { status: 403, zh: "请先排队", en: "Please join the line first." },
  "promotions.token_invalid": {
    status: 403,
    zh: "抢购凭证无效或已过期，请重新排队",
    en: "This pass is not valid any more. Please join the line again.",
  },
  "promotions.proof_needed": { status: 403, zh: "请先完成人机验证", en: "Please solve the puzzle first." },
  "promotions.proof_invalid": { status: 403, zh: "人机验证未通过，请重试", en: "The puzzle's answer is not valid." },
  "inventory.slice_closed": { status: 409, zh: "专享库存已结束", en: "This set-aside stock is closed." },
  "inventory.slice_exists": {
    status: 409,
    zh: "本场已为该规格设置专享库存",
    en: "This room already has stock set aside for this SKU.",
  },
  "inventory.not_sold_out": { status: 409, zh: "还有库存，可直接购买", en: "It is not sold out: just buy." },
  "inventory.has_line": {
    status: 409,
    zh: "请先排队：有人放弃时按排队顺序放行",
    en: "Please join the line: what is given up goes to it in order.",
  },
  "inventory.wait_not_found": { status: 404, zh: "候补不存在", en: "No such place on the waitlist." },
  "inventory.offer_gone": { status: 409, zh: "候补名额已失效", en: "This offer has run out." },
} as const;
