import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/identity";
import { batcher } from "#platform/batcher";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal, unwrap } from "#platform/refusal";
import { addAddress, type AddressChange, changeAddresses, listAddresses, removeAddress } from "./addresses.ts";
import { askCode } from "./ask-code.ts";
import { setSessionCookie, signOut } from "./authenticate.ts";
import { becomeCreator, changeMe, readMe } from "./me.ts";
import { countUnread, listNotices, readAll } from "./notices.ts";
import { readCreators } from "./people.ts";
import { proveRealName } from "./prove-real-name.ts";
import { signIn } from "./sign-in.ts";

const ok = { ok: true } as const;

function sessionRoutes(app: FastifyInstance, house: House): void {
  serveOpen(app, house, api.askCode, ({ input }) => askCode(house, input.phone));
  serveOpen(app, house, api.signIn, async ({ input, reply }) => {
    const signed = await signIn(house.db, house.vault, input);
    if (input.transport === "cookie") setSessionCookie(house, reply, signed.token, signed.expiresAt);
    const me = await readMe(house.db, house.vault, signed.personId);
    return { me, isNew: signed.isNew, token: input.transport === "bearer" ? signed.token : null };
  });
  serve(app, house, api.signOut, async ({ caller, reply }) => {
    await signOut(house, caller.sessionId, reply);
    return ok;
  });
}

function personRoutes(app: FastifyInstance, house: House): void {
  serveOpen(app, house, api.whoAmI, async ({ caller, db }) => ({
    me: caller ? await readMe(db, house.vault, caller.personId) : null,
  }));
  serve(app, house, api.changeMe, async ({ input, caller, db }) => {
    await changeMe(db, caller.personId, input);
    return readMe(db, house.vault, caller.personId);
  });
  serve(app, house, api.proveRealName, async ({ input, caller }) => ({
    realNameLevel: await proveRealName(house, { ...input, personId: caller.personId }),
  }));
  serve(app, house, api.becomeCreator, ({ input, caller, db }) => becomeCreator(db, caller.personId, input));
  serveOpen(app, house, api.readCreator, async ({ input, db }) => {
    const creator = (await readCreators(db, [input.creatorId])).get(input.creatorId);
    if (!creator) throw new Refusal("identity.person_not_found");
    return creator;
  });
  serve(app, house, api.listNotices, async ({ input, caller, db }) => {
    const list = `notices:${caller.personId}`;
    const [before] = readCursor(house.vault, list, input.cursor) ?? [];
    const rows = await listNotices(db, caller.personId, before, input.limit + 1);
    const unread = await countUnread(db, caller.personId);
    return { ...pageFrom(house.vault, list, rows, input.limit, (row) => [row.id]), unread };
  });
  serve(app, house, api.readNotices, async ({ caller, db }) => (await readAll(db, caller.personId), ok));
}

function addressRoutes(app: FastifyInstance, house: House): void {
  const { vault } = house;
  serve(app, house, api.listAddresses, async ({ caller, db }) => ({
    items: await listAddresses(db, vault, caller.personId),
  }));
  serve(app, house, api.addAddress, ({ input, caller, db }) => addAddress(db, vault, caller.personId, input));
  const change = batcher((changes: AddressChange[]) => changeAddresses(house.hot, vault, changes));
  serve(app, house, api.changeAddress, async ({ input: { addressId, ...draft }, caller }) =>
    unwrap(await change({ personId: caller.personId, id: addressId, draft })),
  );
  serve(app, house, api.removeAddress, async ({ input, caller, db }) => {
    await removeAddress(db, caller.personId, input.addressId);
    return ok;
  });
}

export function identityRoutes(app: FastifyInstance, house: House): void {
  sessionRoutes(app, house);
  personRoutes(app, house);
  addressRoutes(app, house);
}
