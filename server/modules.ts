/** The map of the house: each module, and the modules it may call. tidy.test.ts holds the code to it. */
export const modules: Record<string, readonly string[]> = {
  identity: [],
  safety: ["identity"],
  ledger: [],
  media: ["identity"],
  payments: ["ledger"],
  shops: ["identity", "safety", "ledger", "media", "payments"],
  inventory: ["shops"],
  catalog: ["identity", "safety", "media", "shops", "inventory"],
  promotions: ["identity", "shops", "catalog"],
  orders: ["identity", "shops", "catalog", "inventory", "promotions", "payments", "ledger"],
  fulfilment: ["identity", "shops", "inventory", "orders"],
  aftersales: ["identity", "shops", "ledger", "payments", "inventory", "promotions", "orders", "fulfilment"],
  alliance: ["identity", "shops", "catalog", "orders", "ledger"],
  settlement: ["identity", "shops", "ledger", "payments", "orders", "aftersales", "alliance"],
  live: ["identity", "safety", "media", "shops", "inventory", "catalog", "promotions", "alliance"],
  growth: ["identity", "catalog", "orders", "alliance", "live", "settlement"],
};
