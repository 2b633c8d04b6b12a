import { accessories } from "./accessories.ts";
import { clothes } from "./clothes.ts";
import { larder } from "./larder.ts";
import { rooms } from "./rooms.ts";
import { table } from "./table.ts";
import { tea } from "./tea.ts";
import type { DemoProduct, DemoShop } from "./types.ts";
import { both } from "./wording.ts";

export const shops: DemoShop[] = [
  {
    key: "moss",
    name: both("苔屿茶食", "Mossisle Tea & Larder"),
    slogan: both("山里的一杯，灶上的一勺", "A cup from the hills, a spoon for the stove"),
    intro: both(
      "我们跑产地、守火候，把茶和吃食做得清楚明白：写得出产地，说得清配料，认得做它的人。",
      "We visit the farms and mind the fire. Every tin and jar says where it grew, what is in it and who made it.",
    ),
    merchant: { nickname: "苔屿掌柜", phone: "13900010001" },
    company: "苔屿茶食商贸有限公司（演示）",
    products: [...tea, ...larder],
  },
  {
    key: "kiln",
    name: both("半窑器物", "Halfkiln Home"),
    slogan: both("日子用得上的好东西", "Good things, in daily use"),
    intro: both(
      "一座小窑，一间木工房，几台织机。器物不求完美，求耐用、顺手、看着舒心。",
      "One small kiln, one wood shop, a few looms. We do not chase perfect; we make things that last, fit the hand and please the eye.",
    ),
    merchant: { nickname: "半窑小主", phone: "13900010002" },
    company: "半窑器物家居有限公司（演示）",
    products: [...table, ...rooms],
  },
  {
    key: "flax",
    name: both("絮野衣橱", "Flaxwild Wardrobe"),
    slogan: both("穿得松一点，走得远一点", "Wear it loose, walk it far"),
    intro: both(
      "棉、麻、毛，剪裁松弛，颜色来自田野和天气。每件都写明成分与洗法，穿久了也体面。",
      "Cotton, linen and wool, cut easy, in the colours of fields and weather. Every label says what it is and how to wash it.",
    ),
    merchant: { nickname: "絮野店长", phone: "13900010003" },
    company: "絮野服饰有限公司（演示）",
    products: [...clothes, ...accessories],
  },
];

export const products: DemoProduct[] = shops.flatMap((shop) => shop.products);
