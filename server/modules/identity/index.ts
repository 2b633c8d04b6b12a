import type { Parts } from "#platform/parts";
import { identityRoutes } from "./routes.ts";

export {
  type Address,
  addAddress,
  listAddresses,
  readAddress,
  readAddressesByIds,
  type Receiver,
} from "./addresses.ts";
export { authenticate } from "./authenticate.ts";
export { tellPerson } from "./notices.ts";
export { realNameGateway, smsGateway } from "./outside.ts";
export { type CreatorCard, findPersonByPhone, type PersonCard, readCreators, readPeople } from "./people.ts";
export { allows, grantRole, peopleWith, requireCreator, requireRealName } from "./roles.ts";
export { readRealNameLevels, readSamePeople } from "./same-people.ts";
export { findOrMakePerson, openSession } from "./sign-in.ts";
export { becomeCreator } from "./me.ts";

export const parts: Parts = { name: "identity", routes: identityRoutes };
