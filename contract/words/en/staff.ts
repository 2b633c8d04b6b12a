import type zh from "../zh/staff.ts";

export default {
  name: "Jishi Workbench",
  studio: "Studio",
  studioHint: "Go live, run the shelf, talk, watch the figures",
  seller: "Seller",
  sellerHint: "Products, stock, orders, after-sales, settlement",
  console: "Console",
  consoleHint: "Reviews, risk, growth, the whole picture",
  overview: "Overview",
  enter: "Open",
  welcome: "Where do you start today?",
  switchLanguage: "中文",
  rooms: "Rooms",
  offers: "Offers",
  showcase: "My showcase",
  earnings: "Earnings",
  creator: "Creator",
  menu: "Show or hide the menu",
  soonTitle: "Choose your work on the left",
  soonHint: "Every list keeps its filters in the address, so you can send it to a colleague",
} satisfies typeof zh;
