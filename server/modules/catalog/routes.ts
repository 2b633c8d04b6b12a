import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/catalog";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { changePrice } from "./change-price.ts";
import { decideAudit } from "./decide-audit.ts";
import { listAudits, listCategories, listShopProducts, readShopProduct } from "./desk-queries.ts";
import { createProduct, editProduct } from "./draft-product.ts";
import { createTemplate, listTemplates } from "./freight-templates.ts";
import { putOnSale } from "./put-on-sale.ts";
import { listOnSale } from "./read-cards.ts";
import { readProduct } from "./read-product.ts";
import { submitProduct, withdrawSubmission } from "./submit-product.ts";

const ok = { ok: true } as const;

function openRoutes(app: FastifyInstance, house: House): void {
  serveOpen(app, house, api.listCategories, async ({ db }) => ({ items: await listCategories(db) }));
  serveOpen(app, house, api.readProduct, ({ input, db }) => readProduct(db, input.productId));
  serveOpen(app, house, api.listProducts, async ({ input: { ofShopId, categoryId, cursor, limit }, db }) => {
    const list = `products:${ofShopId ?? ""}:${categoryId ?? ""}`;
    const [before] = readCursor(house.vault, list, cursor) ?? [];
    const rows = await listOnSale(db, { ofShopId, categoryId }, before, limit + 1);
    return pageFrom(house.vault, list, rows, limit, ({ id }) => [id]);
  });
}

function writingRoutes(app: FastifyInstance, house: House): void {
  serve(app, house, api.createProduct, async ({ input: { shopId, draft }, db, caller }) =>
    readShopProduct(db, shopId, await createProduct(db, { shopId, draft, by: caller.personId })),
  );
  serve(app, house, api.editProduct, async ({ input, db, caller }) => {
    await editProduct(db, { ...input, by: caller.personId });
    return readShopProduct(db, input.shopId, input.productId);
  });
  serve(app, house, api.submitProduct, async ({ input, db, caller }) => {
    await submitProduct(db, { ...input, by: caller.personId });
    return readShopProduct(db, input.shopId, input.productId);
  });
  serve(app, house, api.withdrawSubmission, async ({ input, db, caller }) => {
    await withdrawSubmission(db, { ...input, by: caller.personId });
    return readShopProduct(db, input.shopId, input.productId);
  });
  serve(app, house, api.putOnSale, async ({ input, db }) => {
    await putOnSale(db, input);
    return readShopProduct(db, input.shopId, input.productId);
  });
  serve(app, house, api.changePrice, async ({ input, db }) => (await changePrice(db, input), ok));
  serve(app, house, api.createTemplate, ({ input, db }) => createTemplate(db, input));
}

function deskRoutes(app: FastifyInstance, house: House): void {
  serve(app, house, api.readShopProduct, ({ input, db }) => readShopProduct(db, input.shopId, input.productId));
  serve(app, house, api.listTemplates, async ({ input, db }) => ({ items: await listTemplates(db, input.shopId) }));
  serve(app, house, api.listShopProducts, async ({ input: { shopId, status, editStatus, cursor, limit }, db }) => {
    const list = `shop-products:${shopId}:${status ?? ""}:${editStatus ?? ""}`;
    const [before] = readCursor(house.vault, list, cursor) ?? [];
    const rows = await listShopProducts(db, { shopId, status, editStatus }, before, limit + 1);
    return pageFrom(house.vault, list, rows, limit, ({ id }) => [id]);
  });
  serve(app, house, api.listAudits, async ({ input: { cursor, limit }, db }) => {
    const after = readCursor(house.vault, "product-audits", cursor);
    const rows = await listAudits(db, after, limit + 1);
    return pageFrom(house.vault, "product-audits", rows, limit, (row) => [row.submittedAt!.toISOString(), row.id]);
  });
  serve(app, house, api.decideAudit, async ({ input, db, caller }) => {
    await decideAudit(db, { ...input, by: caller.personId });
    return ok;
  });
}

export function routes(app: FastifyInstance, house: House): void {
  openRoutes(app, house);
  writingRoutes(app, house);
  deskRoutes(app, house);
}
