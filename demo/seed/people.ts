import { addAddress, becomeCreator, changeMe, proveRealName } from "#contract/api/identity";
import { regionPath } from "#contract/regions";
import { grantRole } from "#modules/identity";
import { transact } from "#platform/db";
import { creators } from "../catalogue/creators.ts";
import { addresses, buyerNicknames } from "../catalogue/people.ts";
import { drawOne, type Drawing } from "../art/draw.ts";
import type { Person, Teller } from "./teller.ts";

export type Buyer = Person & { addressId: string; nickname: string };
export type Cast = { operator: Person; creators: Map<string, Person>; buyers: Buyer[] };

export const OPERATOR_PHONE = "13800000000";
export const BUYER_PHONE = "13700000001";
const CHECK = "10X98765432";
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A citizen number that holds together and is nobody's: invented area, plausible birthday, right check digit. */
export function inventedIdNumber(n: number): string {
  const birthday = `19${80 + (n % 19)}${String(1 + (n % 12)).padStart(2, "0")}${String(1 + (n % 28)).padStart(2, "0")}`;
  const body = `330106${birthday}${String(n % 1000).padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + CHECK[sum % 11]!;
}

/** Raises somebody to the level that hosts and shop owners need. */
export async function prove(teller: Teller, who: Person, name: string, n: number): Promise<void> {
  await teller.call(proveRealName, { name, idNumber: inventedIdNumber(n), face: true }, who);
}

const picture = (drawings: readonly Drawing[], file: string): Promise<Buffer> => {
  const drawing = drawings.find((each) => each.file === file);
  if (!drawing) throw new Error(`no drawing is called ${file}`);
  return drawOne(drawing);
};

async function makeCreators(teller: Teller, drawings: readonly Drawing[]): Promise<Map<string, Person>> {
  const cast = new Map<string, Person>();
  for (const [n, creator] of creators.entries()) {
    const person = await teller.signIn(creator.phone);
    await prove(teller, person, "演示达人", 100 + n);
    const avatar = await teller.upload(person, await picture(drawings, `avatar-${creator.key}.webp`));
    const { nickname, bio } = creator;
    await teller.call(becomeCreator, { name: nickname.zh, bio: bio.zh, avatarUploadId: avatar.id }, person);
    await teller.call(changeMe, { nickname: nickname.zh, avatarUploadId: avatar.id }, person);
    cast.set(creator.key, person);
  }
  return cast;
}

async function makeBuyers(teller: Teller): Promise<Buyer[]> {
  const buyers: Buyer[] = [];
  for (const [n, nickname] of buyerNicknames.entries()) {
    const person = await teller.signIn(n === 0 ? BUYER_PHONE : `1370001${String(n).padStart(4, "0")}`);
    await teller.call(changeMe, { nickname }, person);
    const { name, phone, regionCode, street } = addresses[n % addresses.length]!;
    const path = regionPath(regionCode);
    if (!path) throw new Error(`no region has the code ${regionCode}`);
    const steps = [path.province, path.city, path.district];
    const made = await teller.call(
      addAddress,
      {
        name,
        phone,
        regionCodes: steps.map((step) => step.code),
        regionNames: steps.map((step) => step.name),
        street,
        isDefault: true,
      },
      person,
    );
    buyers.push({ ...person, addressId: made.id, nickname });
  }
  return buyers;
}

/** Everybody who takes part: an operator with every role, five creators, and the buyers with an address each. */
export async function makePeople(teller: Teller, drawings: readonly Drawing[]): Promise<Cast> {
  const operator = await teller.signIn(OPERATOR_PHONE);
  await teller.call(changeMe, { nickname: "运营小集" }, operator);
  await transact(teller.house.db, async (tx) => {
    for (const role of ["admin", "category", "moderator", "finance", "risk"])
      await grantRole(tx, { personId: operator.id, scope: "platform", scopeId: 0n, role, by: operator.id });
  });
  return { operator, creators: await makeCreators(teller, drawings), buyers: await makeBuyers(teller) };
}
