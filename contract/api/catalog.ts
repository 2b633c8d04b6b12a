import { z } from "zod";
import { freightRules } from "../freight.ts";
import { fen, id, ok, page, pageIn, text, time } from "../kinds.ts";
import { route } from "../route.ts";
import { editStates, productStates } from "../states/product.ts";
import { shopCard } from "./shops.ts";

/** A text in Chinese, and in English where the shop wrote one. */
export const twoTongues = (max: number) => z.object({ zh: text(max), en: text(max, 0).default("") });
const option = z.object({ name: twoTongues(20), value: twoTongues(30) });
export const skuDraft = z.object({
  /** Of a SKU that is online already; left out for a new one. */
  id: id.optional(),
  options: z.array(option).max(3),
  code: text(40, 0).default(""),
  priceFen: fen.refine((n) => n > 0n),
  marketPriceFen: fen.refine((n) => n > 0n),
  weightGrams: z.int().min(0).max(1_000_000).default(0),
  perBuyerLimit: z.int().min(1).max(999).nullable().default(null),
  pictureUploadId: id.nullable().default(null),
});
export const productDraft = z.object({
  title: twoTongues(60),
  categoryId: id,
  pictureUploadIds: z.array(id).min(1).max(9),
  description: twoTongues(2000),
  attributes: z
    .array(z.object({ name: text(20), value: text(60) }))
    .max(30)
    .default([]),
  templateId: id,
  promiseHours: z.union([z.literal(24), z.literal(48), z.literal(72)]).default(48),
  skus: z.array(skuDraft).min(1).max(500),
});
export type ProductDraft = z.output<typeof productDraft>;

const optionOut = z.object({
  name: z.object({ zh: z.string(), en: z.string() }),
  value: z.object({ zh: z.string(), en: z.string() }),
});
const titles = { titleZh: z.string(), titleEn: z.string() };
export const productCard = z.object({
  id,
  shopId: id,
  shopName: z.string(),
  ...titles,
  pictureUrl: z.string(),
  priceMinFen: fen,
  priceMaxFen: fen,
  marketPriceFen: fen,
  soldCount: z.int(),
  available: z.int(),
  isSellable: z.boolean(),
});
export const skuOut = z.object({
  id,
  options: z.array(optionOut),
  priceFen: fen,
  marketPriceFen: fen,
  available: z.int(),
  perBuyerLimit: z.int().nullable(),
  pictureUrl: z.string().nullable(),
});
export const productPage = productCard.extend({
  pictureUrls: z.array(z.string()),
  descriptionZh: z.string(),
  descriptionEn: z.string(),
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  promiseHours: z.int(),
  freight: freightRules,
  freeFreight: z.boolean(),
  skus: z.array(skuOut),
  shop: shopCard,
  version: z.int(),
});
const shopProduct = z.object({
  id,
  status: z.enum(productStates),
  editStatus: z.enum(editStates),
  rejectReason: z.string().nullable(),
  draft: productDraft.nullable(),
  draftVersion: z.int(),
  version: z.int(),
  titleZh: z.string(),
  pictureUrl: z.string().nullable(),
  pictureUrls: z.array(z.string()),
  priceMinFen: fen.nullable(),
  priceMaxFen: fen.nullable(),
  soldCount: z.int(),
  skus: z.array(skuOut.extend({ code: z.string(), onHand: z.int(), reserved: z.int() })),
  submittedAt: time.nullable(),
  listedAt: time.nullable(),
  createdAt: time,
});
const template = z.object({
  id,
  name: z.string(),
  kind: z.enum(["free", "conditional", "charged"]),
  rules: freightRules,
});
const mine = { shopId: id };

export const listCategories = route({
  method: "GET",
  path: "/api/catalog/categories",
  access: { by: "anyone" },
  summary: { zh: "商品类目", en: "Categories" },
  in: z.object({}),
  out: z.object({
    items: z.array(z.object({ id, parentId: id.nullable(), nameZh: z.string(), nameEn: z.string(), floorFen: fen })),
  }),
  refusals: [],
});
/** Products on sale, newest first; `ids` asks for these alone and keeps no order. */
export const listProducts = route({
  method: "GET",
  path: "/api/catalog/products",
  access: { by: "anyone" },
  summary: { zh: "在售商品", en: "Products on sale" },
  in: z.object({ ...pageIn, ofShopId: id.optional(), categoryId: id.optional() }),
  out: page(productCard),
  refusals: [],
});
export const readProduct = route({
  method: "GET",
  path: "/api/catalog/products/{productId}",
  access: { by: "anyone" },
  summary: { zh: "商品详情", en: "A product's page" },
  in: z.object({ productId: id }),
  out: productPage,
  refusals: ["catalog.not_found"],
});
export const listShopProducts = route({
  method: "GET",
  path: "/api/catalog/shops/{shopId}/products",
  access: { by: "shop", may: "products.read" },
  summary: { zh: "店铺商品", en: "The shop's products" },
  in: z.object({
    ...mine,
    ...pageIn,
    status: z.enum(productStates).optional(),
    editStatus: z.enum(editStates).optional(),
  }),
  out: page(shopProduct),
  refusals: [],
});
export const readShopProduct = route({
  method: "GET",
  path: "/api/catalog/shops/{shopId}/products/{productId}",
  access: { by: "shop", may: "products.read" },
  summary: { zh: "商品与草稿", en: "A product with its draft" },
  in: z.object({ ...mine, productId: id }),
  out: shopProduct,
  refusals: ["catalog.not_found"],
});
const draftRefusals = [
  "catalog.picture_not_found",
  "catalog.template_not_found",
  "catalog.below_floor",
  "safety.blocked_content",
  "request.invalid",
] as const;
export const createProduct = route({
  method: "POST",
  path: "/api/catalog/shops/{shopId}/products",
  access: { by: "shop", may: "products.write" },
  summary: { zh: "新建商品草稿", en: "Draft a product" },
  in: z.object({ ...mine, draft: productDraft }),
  out: shopProduct,
  refusals: draftRefusals,
});
/** Writes the draft copy; what is online stays as it is until approval. `draftVersion` is the one the editor saw. */
export const editProduct = route({
  method: "PUT",
  path: "/api/catalog/shops/{shopId}/products/{productId}/draft",
  access: { by: "shop", may: "products.write" },
  summary: { zh: "修改草稿", en: "Edit the draft" },
  in: z.object({ ...mine, productId: id, draftVersion: z.int(), draft: productDraft }),
  out: shopProduct,
  refusals: [...draftRefusals, "catalog.not_found", "catalog.wrong_state", "catalog.stale"],
});
export const submitProduct = route({
  method: "POST",
  path: "/api/catalog/shops/{shopId}/products/{productId}/submission",
  access: { by: "shop", may: "products.write" },
  summary: { zh: "提交审核", en: "Submit the draft for audit" },
  in: z.object({ ...mine, productId: id, draftVersion: z.int() }),
  out: shopProduct,
  refusals: [
    "catalog.not_found",
    "catalog.wrong_state",
    "catalog.stale",
    "catalog.audit_quota_used",
    "shops.not_open",
    "shops.trial_limit",
  ],
});
export const withdrawSubmission = route({
  method: "DELETE",
  path: "/api/catalog/shops/{shopId}/products/{productId}/submission",
  access: { by: "shop", may: "products.write" },
  summary: { zh: "撤回审核", en: "Withdraw from audit" },
  in: z.object({ ...mine, productId: id }),
  out: shopProduct,
  refusals: ["catalog.not_found", "catalog.wrong_state"],
});
export const putOnSale = route({
  method: "POST",
  path: "/api/catalog/shops/{shopId}/products/{productId}/listing",
  access: { by: "shop", may: "products.write" },
  summary: { zh: "上架或下架", en: "Put on sale or take off" },
  in: z.object({ ...mine, productId: id, on: z.boolean() }),
  out: shopProduct,
  refusals: ["catalog.not_found", "catalog.wrong_state", "shops.not_open", "shops.trial_limit"],
});
/** A price change needs no audit; another price than `oldPriceFen` means somebody else was quicker. */
export const changePrice = route({
  method: "POST",
  path: "/api/catalog/shops/{shopId}/skus/{skuId}/prices",
  access: { by: "shop", may: "products.write" },
  summary: { zh: "改价", en: "Change a price" },
  in: z.object({ ...mine, skuId: id, oldPriceFen: fen, priceFen: fen.refine((n) => n > 0n) }),
  out: ok,
  refusals: ["catalog.not_found", "catalog.stale", "catalog.below_floor"],
});
export const createTemplate = route({
  method: "POST",
  path: "/api/catalog/shops/{shopId}/freight-templates",
  access: { by: "shop", may: "products.write" },
  summary: { zh: "新建运费模板", en: "Add a freight template" },
  in: z.object({ ...mine, name: text(30), kind: z.enum(["free", "conditional", "charged"]), rules: freightRules }),
  out: template,
  refusals: ["request.invalid"],
});
export const listTemplates = route({
  method: "GET",
  path: "/api/catalog/shops/{shopId}/freight-templates",
  access: { by: "shop", may: "products.read" },
  summary: { zh: "运费模板", en: "Freight templates" },
  in: z.object(mine),
  out: z.object({ items: z.array(template) }),
  refusals: [],
});
export const listAudits = route({
  method: "GET",
  path: "/api/catalog/audits",
  access: { by: "platform", may: "products.audit" },
  summary: { zh: "待审商品", en: "Products in audit" },
  in: z.object({ ...pageIn }),
  out: page(shopProduct.extend({ shopId: id, shopName: z.string() })),
  refusals: [],
});
/** The decision names the draft version that was looked at; another one is `stale`. */
export const decideAudit = route({
  method: "POST",
  path: "/api/catalog/audits/{productId}",
  access: { by: "platform", may: "products.audit" },
  summary: { zh: "审核商品", en: "Decide on a draft" },
  in: z.object({
    productId: id,
    draftVersion: z.int(),
    decision: z.enum(["approve", "reject"]),
    reason: text(200, 0).default(""),
  }),
  out: ok,
  refusals: ["catalog.not_found", "catalog.wrong_state", "catalog.stale", "request.invalid"],
});
