import type zh from "../zh/shell.ts";

export default {
  name: "Jishi",
  slogan: "Live rooms, real products",
  home: "Home",
  orders: "Orders",
  me: "Me",
  navigation: "Main navigation",
  language: "中文",
  switchLanguage: "Switch to Chinese",
  homeEmpty: "The rooms are being set up",
  homeEmptyHint: "The moment one goes live, it appears here",
  ordersEmpty: "No orders yet",
  ordersEmptyHint: "Drop into a live room and order what you like",
  meEmpty: "Sign in to see your Jishi",
  meEmptyHint: "Orders, coupons and addresses live here",
  toHome: "Look around",
} satisfies typeof zh;
