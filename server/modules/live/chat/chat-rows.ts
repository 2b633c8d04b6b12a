import { type Db, statement, type Tx } from "#platform/db";

export type Message = {
  id: bigint;
  roomId: bigint;
  personId: bigint;
  requestId: string;
  name: string;
  badge: "viewer" | "host" | "moderator" | "buyer";
  text: string;
  replyTo: bigint | null;
  replyName: string | null;
  sentAt: Date;
};

const COLUMNS = `m.id, m.room_id as "roomId", m.person_id as "personId", m.request_id as "requestId", m.name, m.badge,
  m.text, m.reply_to as "replyTo", r.name as "replyName", m.sent_at as "sentAt"`;
const FROM = `live.messages m left join live.messages r on r.id = m.reply_to and r.room_id = m.room_id`;

export const repeats = statement<Message>(
  "live.repeated_messages",
  `select ${COLUMNS} from unnest($1::bigint[], $2::bigint[], $3::text[]) q (room_id, person_id, request_id)
   join live.messages m using (room_id, person_id, request_id)
   left join live.messages r on r.id = m.reply_to and r.room_id = m.room_id`,
);
export const lastSaid = statement<{ roomId: bigint; personId: bigint; text: string; sentAt: Date }>(
  "live.last_said",
  `select q.room_id as "roomId", q.person_id as "personId", l.text, l.sent_at as "sentAt"
   from (select distinct room_id, person_id from unnest($1::bigint[], $2::bigint[]) u (room_id, person_id)) q
   cross join lateral (select text, sent_at, id from live.messages m
     where m.room_id = q.room_id and m.person_id = q.person_id order by id desc limit 2) l
   order by l.id desc`,
);
export const insertMessages = statement(
  "live.insert_messages",
  `insert into live.messages (id, room_id, person_id, request_id, name, badge, text, reply_to, sent_at)
   select id, room_id, person_id, request_id, name, badge, text, reply_to, $9
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
     u (id, room_id, person_id, request_id, name, badge, text, reply_to)`,
);
export const namesOf = statement<{ id: bigint; roomId: bigint; name: string }>(
  "live.message_names",
  `select id, room_id as "roomId", name from live.messages where id = any($1::bigint[])`,
);
const page = statement<Message>(
  "live.list_messages",
  `select ${COLUMNS} from ${FROM} where m.room_id = $1 and m.removed_at is null and ($2::bigint is null or m.id < $2)
   order by m.id desc limit $3`,
);
const find = statement<Message>(
  "live.find_message",
  `select ${COLUMNS} from ${FROM} where m.room_id = $1 and m.id = $2`,
);

export const listMessages = (
  db: Db | Tx,
  roomId: bigint,
  before: string | undefined,
  limit: number,
): Promise<Message[]> => page(db, roomId, before ?? null, limit);
export const findMessage = async (db: Db | Tx, roomId: bigint, messageId: bigint): Promise<Message | undefined> =>
  (await find(db, roomId, messageId))[0];

/** A message as pages show it; `mine` is for who asks. */
export const messageFor = (message: Message, personId: bigint | undefined) => ({
  id: message.id,
  name: message.name,
  badge: message.badge,
  text: message.text,
  at: message.sentAt,
  replyTo: message.replyName,
  mine: personId !== undefined && message.personId === personId,
});
