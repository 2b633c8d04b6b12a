/** The map of the house: each module, and the modules it may call. tidy.test.ts holds the code to it. */
export const modules: Record<string, readonly string[]> = {
  media: [],
  safety: [],
  identity: ["media", "safety"],
  ledger: [],
  payments: ["ledger"],
  shops: ["identity", "safety", "ledger", "media", "payments"],
  inventory: ["shops"],
  catalog: ["identity", "safety", "media", "shops", "inventory"],
  promotions: ["identity", "safety", "shops", "inventory", "catalog"],
  orders: ["identity", "shops", "catalog", "inventory", "promotions", "payments", "ledger"],
  fulfilment: ["identity", "shops", "inventory", "orders"],
  aftersales: ["identity", "shops", "ledger", "payments", "inventory", "promotions", "orders", "fulfilment"],
  alliance: ["identity", "shops", "catalog", "orders", "ledger"],
  settlement: ["identity", "shops", "ledger", "payments", "orders", "aftersales", "alliance"],
  live: ["identity", "safety", "media", "shops", "inventory", "catalog", "promotions", "alliance"],
  growth: ["identity", "shops", "catalog", "orders", "alliance", "live", "settlement"],
};

/** Views through which one schema reads a little of another: the only joins between modules. */
export const views: Record<string, string> = {
  "safety.actors": "identity.people",
  "inventory.sku_products": "catalog.skus",
  "catalog.skus_for_sale": "shops.shops",
  "catalog.open_listings": "shops.shops",
};
