import { type Line, openLine } from "./line.ts";
import { HOT_STOCK, PRICE, SCARCE_STOCK, type Sku } from "./peer.ts";
import type { VendureMarket } from "./vendure-steps.ts";

const PAYMENT_METHOD = "settled-at-once";
const SESSIONS = 32;
const en = (words: object): object[] => [{ languageCode: "en", ...words }];

type Call = <T>(query: string, variables?: object) => Promise<T>;

/** Asks the admin or the shop API in one session, which the first answer opens. */
function session(line: Line, path: "/admin-api" | "/shop-api"): { call: Call; token: () => string | undefined } {
  let token: string | undefined;
  const call: Call = async <T>(query: string, variables: object = {}) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await line.ask({ method: "POST", path, headers, body: { query, variables } });
    token = answer.header("vendure-auth-token") ?? token;
    const { data, errors } = JSON.parse(answer.text) as { data?: T; errors?: { message: string }[] };
    if (errors || !data) throw new Error(`Vendure refused to be furnished: ${answer.text.slice(0, 500)}`);
    return data;
  };
  return { call, token: () => token };
}

type Made = { made: { id: string } };

async function openCountry(call: Call): Promise<string> {
  const { made: country } = await call<Made>(
    "mutation ($input: CreateCountryInput!) { made: createCountry(input: $input) { id } }",
    { input: { code: "US", enabled: true, translations: en({ name: "United States" }) } },
  );
  const { made: zone } = await call<Made>(
    "mutation ($input: CreateZoneInput!) { made: createZone(input: $input) { id } }",
    { input: { name: "Everywhere", memberIds: [country.id] } },
  );
  const { channels } = await call<{ channels: { items: { id: string }[] } }>("{ channels { items { id } } }");
  await call(
    "mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { ... on Channel { id } ... on ErrorResult { message } } }",
    {
      input: {
        id: channels.items[0]!.id,
        defaultTaxZoneId: zone.id,
        defaultShippingZoneId: zone.id,
        defaultCurrencyCode: "USD",
      },
    },
  );
  const { made: category } = await call<Made>(
    'mutation { made: createTaxCategory(input: { name: "Standard", isDefault: true }) { id } }',
  );
  await call("mutation ($input: CreateTaxRateInput!) { made: createTaxRate(input: $input) { id } }", {
    input: { name: "None", enabled: true, value: 0, categoryId: category.id, zoneId: zone.id },
  });
  return category.id;
}

async function openTill(call: Call): Promise<string> {
  await call("mutation ($input: CreatePaymentMethodInput!) { made: createPaymentMethod(input: $input) { id } }", {
    input: {
      code: PAYMENT_METHOD,
      enabled: true,
      handler: { code: PAYMENT_METHOD, arguments: [] },
      translations: en({ name: "At once", description: "" }),
    },
  });
  const { made } = await call<Made>(
    "mutation ($input: CreateShippingMethodInput!) { made: createShippingMethod(input: $input) { id } }",
    {
      input: {
        code: "flat",
        fulfillmentHandler: "manual-fulfillment",
        checker: {
          code: "default-shipping-eligibility-checker",
          arguments: [{ name: "orderMinimum", value: "0" }],
        },
        calculator: {
          code: "default-shipping-calculator",
          arguments: [
            { name: "rate", value: "500" },
            { name: "includesTax", value: "auto" },
            { name: "taxRate", value: "0" },
          ],
        },
        translations: en({ name: "Flat", description: "" }),
      },
    },
  );
  return made.id;
}

async function putOnSale(call: Call, sku: Sku, taxCategoryId: string, stockOnHand: number): Promise<string> {
  const { made: product } = await call<Made>(
    "mutation ($input: CreateProductInput!) { made: createProduct(input: $input) { id } }",
    { input: { enabled: true, translations: en({ name: `Green tea ${sku}`, slug: sku, description: "" }) } },
  );
  const { made } = await call<{ made: { id: string }[] }>(
    "mutation ($input: [CreateProductVariantInput!]!) { made: createProductVariants(input: $input) { id } }",
    {
      input: [
        {
          productId: product.id,
          sku,
          price: PRICE,
          taxCategoryId,
          stockOnHand,
          trackInventory: "TRUE",
          outOfStockThreshold: 0,
          useGlobalOutOfStockThreshold: false,
          translations: en({ name: `Green tea ${sku}` }),
        },
      ],
    },
  );
  return made[0]!.id;
}

async function signUp(port: number, admin: Call, n: number): Promise<string> {
  const [emailAddress, password] = [`buyer-${n}@example.com`, "of-the-bench"];
  await admin(
    "mutation ($input: CreateCustomerInput!, $password: String) { createCustomer(input: $input, password: $password) { ... on Customer { id } ... on ErrorResult { message } } }",
    { input: { firstName: "Buyer", lastName: String(n), emailAddress }, password },
  );
  const line = await openLine(port);
  const shop = session(line, "/shop-api");
  await shop.call(
    "mutation ($u: String!, $p: String!) { login(username: $u, password: $p) { ... on CurrentUser { id } ... on ErrorResult { message } } }",
    { u: emailAddress, p: password },
  );
  line.close();
  const token = shop.token();
  if (token === undefined) throw new Error("Vendure gave a signed-in customer no session");
  return token;
}

/** A country, a tax of nothing, a flat freight, a till, two SKUs and some signed-in customers, by the admin API. */
export async function furnishVendure(port: number, admin: { name: string; password: string }): Promise<VendureMarket> {
  const line = await openLine(port);
  const { call } = session(line, "/admin-api");
  await call(
    "mutation ($u: String!, $p: String!) { login(username: $u, password: $p) { ... on CurrentUser { id } } }",
    {
      u: admin.name,
      p: admin.password,
    },
  );
  const taxCategoryId = await openCountry(call);
  const shippingMethodId = await openTill(call);
  const hot = await putOnSale(call, "hot", taxCategoryId, HOT_STOCK);
  const scarce = await putOnSale(call, "scarce", taxCategoryId, SCARCE_STOCK);
  const sessions: string[] = [];
  for (let n = 0; n < SESSIONS; n++) sessions.push(await signUp(port, call, n));
  line.close();
  return { variants: { hot, scarce }, shippingMethodId, paymentMethod: PAYMENT_METHOD, sessions };
}
