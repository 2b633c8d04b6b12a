import type { Errand, Sku, Step } from "./peer.ts";

export type VendureMarket = {
  variants: Record<Sku, string>;
  shippingMethodId: string;
  paymentMethod: string;
  /** Sessions of signed-in customers, one for each seat; the rush for the scarce SKU is made of guests. */
  sessions: readonly string[];
};
type Outcome = { errorCode?: string; state?: string } | null;
type Reply = { data?: Record<string, Outcome> | null; errors?: { message: string }[] };
type Mutation = {
  query: (errand: Errand) => string;
  variables: (errand: Errand) => object;
  /** The state that the order must have come to. */
  ends?: string;
};

const ORDER = "{ ... on Order { id state } ... on ErrorResult { errorCode message } }";
const ADD = `mutation ($variant: ID!) { it: addItemToOrder(productVariantId: $variant, quantity: 1) ${ORDER} }`;
const ADDRESS = `mutation ($address: CreateAddressInput!) { it: setOrderShippingAddress(input: $address) ${ORDER} }`;
const GUEST_ADDRESS = `mutation ($address: CreateAddressInput!, $who: CreateCustomerInput!) {
  who: setCustomerForOrder(input: $who) ${ORDER} it: setOrderShippingAddress(input: $address) ${ORDER} }`;
const FREIGHT = `mutation ($method: ID!) { it: setOrderShippingMethod(shippingMethodId: [$method]) ${ORDER} }`;
const TILL = `mutation { it: transitionOrderToState(state: "ArrangingPayment") ${ORDER} }`;
const PAY = `mutation ($method: String!) { it: addPaymentToOrder(input: { method: $method, metadata: {} }) ${ORDER} }`;

const address = {
  fullName: "Xiaoman Wang",
  streetLine1: "90 Wensan Road",
  city: "Austin",
  postalCode: "78701",
  countryCode: "US",
};
const isGuest = ({ sku }: Errand): boolean => sku === "scarce";
const guest = ({ n }: Errand): object => ({
  firstName: "Guest",
  lastName: String(n),
  emailAddress: `guest-${n}@example.com`,
});

/** Cart, address, freight, till, payment: five mutations, a call each. */
export function vendureSteps(market: VendureMarket): Step[] {
  const sessionOf = (errand: Errand): string | undefined =>
    isGuest(errand) ? errand.kept["token"] : market.sessions[errand.seat];
  const call =
    ({ query, variables, ends }: Mutation): Step =>
    async (line, errand) => {
      const token = sessionOf(errand);
      const answer = await line.ask({
        method: "POST",
        path: "/shop-api",
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        body: { query: query(errand), variables: variables(errand) },
      });
      const fresh = answer.header("vendure-auth-token");
      if (fresh !== undefined) errand.kept["token"] = fresh;
      const { data, errors } = JSON.parse(answer.text) as Reply;
      if (errors) return errors[0]?.message ?? "unknown";
      const refused = Object.values(data ?? {}).find((outcome) => outcome?.errorCode !== undefined);
      if (refused) return refused.errorCode;
      return ends === undefined || data?.["it"]?.state === ends ? undefined : `came to ${data?.["it"]?.state}`;
    };
  return [
    call({ query: () => ADD, variables: ({ sku }) => ({ variant: market.variants[sku] }) }),
    call({
      query: (errand) => (isGuest(errand) ? GUEST_ADDRESS : ADDRESS),
      variables: (errand) => (isGuest(errand) ? { address, who: guest(errand) } : { address }),
    }),
    call({ query: () => FREIGHT, variables: () => ({ method: market.shippingMethodId }) }),
    call({ query: () => TILL, variables: () => ({}), ends: "ArrangingPayment" }),
    call({ query: () => PAY, variables: () => ({ method: market.paymentMethod }), ends: "PaymentSettled" }),
  ];
}
