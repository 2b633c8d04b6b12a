import { parts as aftersales } from "#modules/aftersales";
import { parts as alliance } from "#modules/alliance";
import { parts as catalog } from "#modules/catalog";
import { parts as fulfilment } from "#modules/fulfilment";
import { parts as growth } from "#modules/growth";
import { parts as identity } from "#modules/identity";
import { parts as inventory } from "#modules/inventory";
import { parts as ledger } from "#modules/ledger";
import { parts as live } from "#modules/live";
import { parts as media } from "#modules/media";
import { parts as orders } from "#modules/orders";
import { parts as payments } from "#modules/payments";
import { parts as promotions } from "#modules/promotions";
import { parts as safety } from "#modules/safety";
import { parts as settlement } from "#modules/settlement";
import { parts as shops } from "#modules/shops";
import type { Parts } from "#platform/parts";

/** Every module's part of the running house, in the order of the map. */
export const allParts: readonly Parts[] = [
  identity,
  safety,
  ledger,
  media,
  payments,
  shops,
  inventory,
  catalog,
  promotions,
  orders,
  fulfilment,
  aftersales,
  alliance,
  settlement,
  live,
  growth,
];
