export const CARRIERS: Record<string, { zh: string; en: string }> = {
  SF: { zh: "顺丰速运", en: "SF Express" },
  ZTO: { zh: "中通快递", en: "ZTO Express" },
  YTO: { zh: "圆通速递", en: "YTO Express" },
  STO: { zh: "申通快递", en: "STO Express" },
  YUNDA: { zh: "韵达快递", en: "Yunda Express" },
  JD: { zh: "京东物流", en: "JD Logistics" },
  EMS: { zh: "邮政 EMS", en: "China Post EMS" },
  JT: { zh: "极兔速递", en: "J&T Express" },
};

type Step = { status: string; zh: (place: string) => string; en: (place: string) => string; at: "from" | "to" };
/** The way of a parcel, in order. */
export const STEPS: Step[] = [
  { status: "picked_up", at: "from", zh: (p) => `【${p}】快递员已揽收`, en: (p) => `Picked up in ${p}` },
  { status: "in_transit", at: "from", zh: (p) => `快件离开【${p}】，运输中`, en: (p) => `Left ${p}, in transit` },
  { status: "delivering", at: "to", zh: (p) => `快件到达【${p}】，正在派送`, en: (p) => `Out for delivery in ${p}` },
  { status: "signed", at: "to", zh: (p) => `【${p}】快件已签收`, en: (p) => `Signed for in ${p}` },
];
