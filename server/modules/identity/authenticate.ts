import type { FastifyReply } from "fastify";
import { batcher } from "#platform/batcher";
import { clock } from "#platform/clock";
import { type Db, statement } from "#platform/db";
import type { Asking, Caller, House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { tokenHash } from "./sign-in.ts";

const IDLE_DAYS = 30;
const FRESH_SECONDS = 300;
// A revoked session must stop within a second, so nothing about one is believed for longer.
const BELIEVED_MS = 900;
const SEEN_EVERY_MS = 600_000;

type Session = { id: bigint; hash: string; personId: bigint; provedAt: Date; seenAt: Date; expiresAt: Date };
const select = statement<Session>(
  "identity.read_sessions",
  `select s.id, encode(s.token_hash, 'hex') as hash, s.person_id as "personId", s.proved_at as "provedAt",
     s.seen_at as "seenAt", s.expires_at as "expiresAt"
   from identity.sessions s join identity.people p on p.id = s.person_id
   where s.token_hash = any($1::bytea[]) and s.revoked_at is null and p.state = 'active'`,
);
const markSeen = statement(
  "identity.session_seen",
  `update identity.sessions set seen_at = $2 where id = any($1::bigint[])`,
);
const revoke = statement("identity.revoke_session", `update identity.sessions set revoked_at = $2 where id = $1`);

type Lookup = (hash: string) => Promise<Session | undefined>;
type Believed = { session: Session | undefined; untilMs: number };

const lookups = new WeakMap<Db, Lookup>();

function lookupOf(db: Db): Lookup {
  const known = lookups.get(db);
  if (known) return known;
  const read = batcher(async (hashes: string[]) => {
    const rows = await select(
      db,
      [...new Set(hashes)].map((hash) => Buffer.from(hash, "hex")),
    );
    const byHash = new Map(rows.map((row) => [row.hash, row]));
    await keepSeen(db, rows);
    return hashes.map((hash) => byHash.get(hash));
  });
  const believed = new Map<string, Believed>();
  const lookup: Lookup = async (hash) => {
    const nowMs = performance.now();
    const kept = believed.get(hash);
    if (kept && kept.untilMs > nowMs) return kept.session;
    const session = await read(hash);
    if (believed.size > 50_000) believed.clear();
    believed.set(hash, { session, untilMs: nowMs + BELIEVED_MS });
    return session;
  };
  lookups.set(db, lookup);
  return lookup;
}

/** A session ends after thirty days without a visit, and ninety days after it began. */
const isAlive = ({ seenAt, expiresAt }: Session, now: Date): boolean =>
  expiresAt > now && now.getTime() - seenAt.getTime() <= IDLE_DAYS * 86_400_000;

/** Notes the visit, now and then; who has ended is not brought back by knocking. */
async function keepSeen(db: Db, sessions: readonly Session[]): Promise<void> {
  const now = clock.now();
  const stale = sessions.filter(
    (session) => isAlive(session, now) && now.getTime() - session.seenAt.getTime() > SEEN_EVERY_MS,
  );
  if (stale.length === 0) return;
  await markSeen(
    db,
    stale.map(({ id }) => id),
    now,
  );
  for (const session of stale) session.seenAt = now;
}

export const cookieName = (house: House): string =>
  house.config.publicUrl.startsWith("https:") ? "__Host-session" : "session";

export function setSessionCookie(house: House, reply: FastifyReply, token: string, expires: Date): void {
  // The browser's calendar is the wall's, even while the demo's clock runs ahead.
  const left = expires.getTime() - clock.now().getTime();
  reply.setCookie(cookieName(house), token, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: house.config.publicUrl.startsWith("https:"),
    expires: new Date(clock.wall().getTime() + left),
  });
}

/** A cookie travels by itself, so whoever uses one to change something must come from one of our own pages. */
function refuseCrossSite(request: Asking): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers["sec-fetch-site"];
  if (site === "same-origin") return;
  const origin = request.headers.origin;
  // A sandboxed page says that it comes from "null", which is no address at all.
  if (site === undefined && origin !== undefined && URL.parse(origin)?.host === request.headers.host) return;
  throw new Refusal("request.cross_site");
}

function tokenOf(house: House, request: Asking): string | undefined {
  const bearer = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? "")?.[1];
  if (bearer) return bearer;
  const cookie = request.cookies[cookieName(house)];
  if (cookie === undefined || !/^[\w-]{43}$/.test(cookie)) return undefined;
  refuseCrossSite(request);
  return cookie;
}

/** Who asks: by bearer token or by the session cookie; nobody when there is none, or it has ended. */
export async function authenticate(house: House, request: Asking): Promise<Caller | undefined> {
  const token = tokenOf(house, request);
  if (token === undefined) return undefined;
  const session = await lookupOf(house.db)(tokenHash(token).toString("hex"));
  if (!session) return undefined;
  const now = clock.now();
  if (!isAlive(session, now)) return undefined;
  const provedMsAgo = now.getTime() - session.provedAt.getTime();
  return { personId: session.personId, sessionId: session.id, fresh: provedMsAgo < FRESH_SECONDS * 1000 };
}

/** Ends a session; within a second no process believes it any more. */
export async function signOut(house: House, sessionId: bigint, reply: FastifyReply): Promise<void> {
  await revoke(house.db, sessionId, clock.now());
  reply.clearCookie(cookieName(house), { path: "/" });
}
