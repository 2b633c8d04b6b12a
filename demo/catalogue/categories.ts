import type { DemoCategory } from "./types.ts";
import { both } from "./wording.ts";

const under = (parent: string | null, key: string, zh: string, en: string): DemoCategory => ({
  key,
  parent,
  name: both(zh, en),
});

export const categories: DemoCategory[] = [
  under(null, "food", "食品茶饮", "Tea & food"),
  under("food", "tea", "茶叶", "Tea"),
  under("food", "teaware", "茶具", "Teaware"),
  under("food", "honey", "蜂蜜果酱", "Honey & jam"),
  under("food", "staples", "粮油面食", "Grains & noodles"),
  under("food", "snacks", "零食坚果", "Snacks & nuts"),
  under("food", "seasoning", "调味", "Seasoning"),
  under(null, "home", "家居生活", "Home"),
  under("home", "tableware", "餐具", "Tableware"),
  under("home", "cookware", "锅具厨具", "Cookware"),
  under("home", "decor", "家饰摆件", "Decor"),
  under("home", "lighting", "灯具", "Lighting"),
  under("home", "textiles", "家纺布艺", "Home textiles"),
  under("home", "scent", "香氛", "Home scent"),
  under("home", "storage", "收纳", "Storage"),
  under(null, "wear", "服饰配件", "Clothing & accessories"),
  under("wear", "tops", "上装", "Tops"),
  under("wear", "bottoms", "下装", "Bottoms"),
  under("wear", "dresses", "连衣裙", "Dresses"),
  under("wear", "outerwear", "外套", "Outerwear"),
  under("wear", "accessories", "配饰", "Accessories"),
  under("wear", "bags", "包袋", "Bags"),
];
