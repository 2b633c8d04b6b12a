import { picturePlays } from "../video.ts";
import type { Drop } from "../drop-story.ts";
import { inventedIdNumber, type Person } from "../persons.ts";
import { push } from "../push.ts";
import { until } from "../story.ts";
import { payAtProvider } from "./open-shop.ts";
import { upload } from "./sell-product.ts";

export const TITLE = { zh: "山前春茶 头采", en: "First-picked spring tea" };
export const LIST_FEN = 8_800;
export const STOCK = 20;
const DAY_SECONDS = 86_400;
const both = (zh: string, en: string) => ({ zh, en });

/** Signs in or up as an app does: the page for it is gone through in the first sale. */
async function signIn({ ask, context, phone }: Person, sandboxUrl: string): Promise<void> {
  await ask("askCode", { phone });
  const texts = await until(
    async () =>
      (await (await context.request.get(`${sandboxUrl}/sms.json?phone=${phone}`)).json()) as { code: string }[],
    (found) => found.length > 0,
    { what: `a code for ${phone}` },
  );
  await ask("signIn", { phone, code: texts[0]!.code });
}

export const addressOf = (n: number) => ({
  ...{ name: "林晓舟", phone: `1370003000${n}`, street: "文三路虚拟园区8幢602室", isDefault: true },
  ...{ regionCodes: ["330000", "330100", "330106"], regionNames: ["浙江省", "杭州市", "西湖区"] },
});

async function becomeOperator({ operator, stage }: Drop): Promise<void> {
  await signIn(operator, stage.sandboxUrl);
  const { me } = await operator.ask("whoAmI", {});
  for (const [n, role] of ["admin", "category", "moderator"].entries())
    await stage.rows(
      `insert into identity.role_grants (id, person_id, scope, scope_id, role, granted_by, created_at)
       values ($1, $2, 'platform', 0, $3, $2, now())`,
      n + 1,
      me!.id,
      role,
    );
  await until(
    () => operator.ask("whoAmI", {}),
    ({ me: now }) => now!.platformRoles.length === 3,
    { what: "the operator's roles" },
  );
}

async function openShop({ host, operator, stage }: Drop): Promise<string> {
  await host.ask("proveRealName", { name: "江晚", idNumber: inventedIdNumber(2), face: true });
  const licenceUploadId = await upload(host, stage.url, "licence");
  const licence = { kind: "enterprise", licenceNumber: "91330100MA2FIRST1X", licenceUploadId } as const;
  const { id: shopId } = await host.ask("createShop", { name: "山前茶铺", ...licence });
  await host.ask("submitShop", { shopId });
  const { payUrl } = await host.ask("payDeposit", { shopId });
  await host.page.goto(payUrl);
  await payAtProvider(host);
  await until(
    async () => (await host.ask("listMyShops", {})).items[0],
    (mine) => mine!.depositFen > 0,
    { what: "the deposit" },
  );
  await operator.ask("reviewShop", { reviewShopId: shopId, decision: "approve" });
  return shopId;
}

async function sellTea({ host, operator, stage, shopId }: Drop): Promise<{ productId: string; skuId: string }> {
  const rules = { firstPieces: 1, firstFen: 800, furtherPieces: 1, furtherFen: 200, freeFromFen: 900, noShip: [] };
  const template = await host.ask("createTemplate", { shopId, name: "包邮", kind: "conditional", rules });
  const { items } = await host.ask("listCategories", {});
  const category = items.find(({ parentId, nameZh }) => parentId !== null && /茶/.test(nameZh)) ?? items.at(-1)!;
  const { id: productId, draftVersion } = await host.ask("createProduct", {
    shopId,
    draft: {
      title: TITLE,
      categoryId: category.id,
      pictureUploadIds: [await upload(host, stage.url, "longjing")],
      description: both("清明前采摘", "Picked before Qingming"),
      templateId: template.id,
      skus: [{ options: [], priceFen: LIST_FEN, marketPriceFen: 9_900 }],
    },
  });
  await host.ask("submitProduct", { shopId, productId, draftVersion });
  await operator.ask("decideAudit", { productId, draftVersion, decision: "approve" });
  const { skus } = await host.ask("readShopProduct", { shopId, productId });
  const skuId = skus[0]!.id;
  await host.ask("moveStock", { shopId, skuId, kind: "receive", quantity: STOCK });
  await host.ask("setPlan", { shopId, productId, commissionBp: 1_000 });
  return { productId, skuId };
}

async function openRoom({ host, stage, productId }: Drop): Promise<string> {
  await host.ask("becomeCreator", { name: "小江爱喝茶" });
  await until(
    async () => (await host.ask("listOffers", {})).items.length,
    (offers) => offers > 0,
    { what: "the offer to creators" },
  );
  await host.ask("addToShowcase", { productId });
  const coverUploadId = await upload(host, stage.url, "cover");
  const { id } = await host.ask("createRoom", { title: "春茶秒杀夜", coverUploadId, productIds: [productId] });
  return id;
}

/** 1 · Somebody who owns a shop opens a room for it and pushes; one buyer's account is more than a day old, two are new. */
export async function openHouse(drop: Drop): Promise<void> {
  const { stage, host, operator, first, third, fourth } = drop;
  await becomeOperator(drop);
  await signIn(host, stage.sandboxUrl);
  await signIn(first, stage.sandboxUrl);
  await first.ask("addAddress", addressOf(1));
  await operator.ask("moveClock", { seconds: DAY_SECONDS + 60 });
  for (const [n, buyer] of [third, fourth].entries()) {
    await signIn(buyer, stage.sandboxUrl);
    await buyer.ask("addAddress", addressOf(n + 3));
  }
  drop.shopId = await openShop(drop);
  Object.assign(drop, await sellTea(drop));
  drop.roomId = await openRoom(drop);
  const { key } = await host.ask("makeStreamKey", { roomId: drop.roomId });
  drop.push = push(stage.rtmpUrl, key);
  const { page } = host;
  await page.goto(`/staff/studio/rooms/${drop.roomId}`);
  await page.locator("header").getByText("直播中", { exact: true }).waitFor();
  await host.ask("pinProduct", { roomId: drop.roomId, productId: drop.productId });
  await first.page.goto(`/rooms/${drop.roomId}`);
  await picturePlays(first.page);
}
