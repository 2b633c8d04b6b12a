/** Each permission and the roles that carry it. A role is held in a scope: one shop, or the platform. */
export const shopPermissions = {
  "shop.manage": ["owner", "manager"],
  "shop.money": ["owner", "finance"],
  "products.write": ["owner", "manager", "clerk"],
  "products.read": ["owner", "manager", "clerk", "support", "finance"],
  "stock.write": ["owner", "manager", "clerk"],
  "orders.read": ["owner", "manager", "clerk", "support", "finance"],
  "orders.ship": ["owner", "manager", "clerk"],
  "cases.decide": ["owner", "manager", "support"],
  "plans.write": ["owner", "manager"],
  "coupons.write": ["owner", "manager"],
  "deals.write": ["owner", "manager"],
} as const;

export const platformPermissions = {
  "shops.review": ["category", "admin"],
  "products.audit": ["category", "moderator", "admin"],
  "rooms.moderate": ["moderator", "admin"],
  "words.write": ["moderator", "admin"],
  "audit.read": ["risk", "admin"],
  "figures.read": ["moderator", "category", "finance", "risk", "admin"],
  "money.read": ["finance", "admin"],
  "clock.move": ["admin"],
} as const;

export type Permission = keyof typeof shopPermissions | keyof typeof platformPermissions;

/** The roles that carry a permission. */
export const rolesWith = (permission: Permission): readonly string[] =>
  ({ ...shopPermissions, ...platformPermissions })[permission];
