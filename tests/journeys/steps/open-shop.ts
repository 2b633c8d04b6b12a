import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import { inventedIdNumber, type Person, signInAtDesk } from "../persons.ts";
import { type Story, until } from "../story.ts";
import { approveShop } from "./staff-deeds.ts";
import { coloured } from "../pictures.ts";

/** Pays at the provider's own page and comes back to where the provider sends people. */
export async function payAtProvider({ page }: Pick<Person, "page">): Promise<void> {
  await page.getByRole("button", { name: /^确认支付/ }).click();
  await page.getByRole("heading", { name: "支付成功" }).waitFor();
}

async function proveRealName({ page }: Person, n: number): Promise<void> {
  await page.getByRole("textbox", { name: "真实姓名" }).fill("林小满");
  await page.getByRole("textbox", { name: "身份证号" }).fill(inventedIdNumber(n));
  await page.getByRole("button", { name: "提交认证" }).click();
  await page.getByText("已通过实名与刷脸核验").or(page.getByText("认证通过")).first().waitFor();
}

/** 1 · A merchant signs up, applies with a licence, pays the deposit; the operator approves; the merchant is told. */
export async function openShop(story: Story): Promise<void> {
  const { stage, merchant, operator } = story;
  const { page } = merchant;
  await signInAtDesk(merchant, stage, "/staff/seller");
  await picture(page, "seller-without-shop");
  await proveRealName(merchant, 1);
  await page.getByRole("textbox", { name: "店铺名称" }).fill("山前茶铺");
  await page.getByRole("textbox", { name: "营业执照号" }).fill("91330100MA2FIRST1X");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await coloured("licence"));
  await page.getByAltText("").first().waitFor();
  await until(
    () => page.getByRole("button", { name: "删除" }).count(),
    (count) => count === 1,
    { what: "the uploaded licence" },
  );
  await picture(page, "shop-application");
  await page.getByRole("button", { name: "提交审核" }).click();
  await page.getByRole("heading", { name: "山前茶铺" }).waitFor();
  await picture(page, "shop-in-review");

  await page.getByRole("button", { name: "去缴纳" }).click();
  await page.waitForURL(`${stage.sandboxUrl}/**`);
  await picture(page, "provider-deposit");
  await payAtProvider(merchant);
  await page.waitForURL(`${stage.url}/staff/**`);
  const shop = await until(
    async () => (await merchant.ask("listMyShops", {})).items[0],
    (mine) => mine !== undefined && mine.depositFen > 0,
    { what: "the deposit" },
  );
  assert.equal(shop!.depositFen, shop!.depositNeedFen);
  story.shopId = shop!.id;

  await approve(story, operator);
  await page.goto("/staff/seller");
  await page.getByText("店铺已开业").waitFor();
  await picture(page, "shop-open");
  const told = (await merchant.ask("listNotices", {})).items.map(({ kind }) => kind);
  assert.ok(
    told.some((kind) => /shop/.test(kind)),
    `the merchant was told: ${told.join(", ")}`,
  );
}

/** The operator's roles are given by hand, as they are in a house without demo world. */
async function approve({ stage }: Story, operator: Person): Promise<void> {
  await signInAtDesk(operator, stage, "/staff/");
  const { me } = await operator.ask("whoAmI", {});
  for (const [n, role] of ["admin", "category", "moderator", "finance", "risk"].entries())
    await stage.rows(
      `insert into identity.role_grants (id, person_id, scope, scope_id, role, granted_by, created_at)
       values ($1, $2, 'platform', 0, $3, $2, now())`,
      n + 1,
      me!.id,
      role,
    );
  await until(
    () => operator.ask("whoAmI", {}),
    ({ me: now }) => now!.platformRoles.length === 5,
    { what: "the operator's roles" },
  );
  await approveShop(operator, "山前茶铺");
  await until(
    async () => (await operator.ask("listShopReviews", { state: "open" })).items.length,
    (open) => open === 1,
    { what: "the opened shop" },
  );
}
