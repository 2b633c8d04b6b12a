import pg from "pg";

export type Column = {
  name: string;
  type: string;
  nullable: boolean;
  /** The expression, also of a generated column. */
  default: string | null;
  identity: "always" | "by default" | null;
  generated: boolean;
};
export type Table = {
  schema: string;
  name: string;
  kind: "table" | "view";
  options: string | null;
  partitionBy: string | null;
  partitionOf: string | null;
  viewText: string | null;
  columns: Column[];
  constraints: { name: string; text: string }[];
  indexes: string[];
  triggers: string[];
  rules: string[];
};
export type Catalogue = { tables: Table[]; sequences: string[]; functions: string[]; types: string[] };

const OURS = `n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public')`;

const TABLES = `
select n.nspname as schema, c.relname as name, case when c.relkind in ('r', 'p') then 'table' else 'view' end as kind,
  array_to_string(c.reloptions, ', ') as options,
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionBy",
  case when c.relispartition then i.inhparent::regclass || ' ' || pg_get_expr(c.relpartbound, c.oid) end as "partitionOf",
  case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as "viewText",
  coalesce((select json_agg(json_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', not a.attnotnull,
      'default', pg_get_expr(d.adbin, d.adrelid), 'generated', a.attgenerated <> '',
      'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end) order by a.attnum)
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns,
  coalesce((select json_agg(json_build_object('name', k.conname, 'text', pg_get_constraintdef(k.oid))
      order by array_position(array['p', 'u', 'f', 'c', 'x']::text[], k.contype::text), k.conname)
    from pg_constraint k where k.conrelid = c.oid and k.contype not in ('n', 't')), '[]') as constraints,
  coalesce((select json_agg(pg_get_indexdef(x.indexrelid) order by pg_get_indexdef(x.indexrelid))
    from pg_index x where x.indrelid = c.oid
      and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))),
    '[]') as indexes,
  coalesce((select json_agg(pg_get_triggerdef(t.oid) order by t.tgname)
    from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal), '[]') as triggers,
  coalesce((select json_agg(pg_get_ruledef(r.oid) order by r.rulename)
    from pg_rewrite r where r.ev_class = c.oid and r.rulename <> '_RETURN'), '[]') as rules
from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_inherits i on i.inhrelid = c.oid
where c.relkind in ('r', 'p', 'v', 'm') and ${OURS} order by 1, 2`;

// Sequences of identity columns are told with their column.
const SEQUENCES = `
select format('create sequence %I.%I as %s increment by %s start %s minvalue %s maxvalue %s%s', n.nspname, c.relname,
  format_type(s.seqtypid, null), s.seqincrement, s.seqstart, s.seqmin, s.seqmax, case when s.seqcycle then ' cycle' else '' end) as text
from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
where ${OURS} and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'i') order by 1`;

const FUNCTIONS = `
select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where ${OURS} and p.prokind in ('f', 'p') order by n.nspname, p.proname, p.oid::regprocedure::text`;

const TYPES = `
select case t.typtype
    when 'e' then format('create type %I.%I as enum (%s)', n.nspname, t.typname,
      (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
    else format('create domain %I.%I as %s %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
      (select string_agg(pg_get_constraintdef(k.oid), ' ' order by k.conname) from pg_constraint k where k.contypid = t.oid)) end as text
from pg_type t join pg_namespace n on n.oid = t.typnamespace where ${OURS} and t.typtype in ('e', 'd') order by 1`;

/** What a database holds, told in an order that does not depend on how it came about. */
export async function readCatalogue(url: string): Promise<Catalogue> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const texts = async (query: string) => (await client.query<{ text: string }>(query)).rows.map(({ text }) => text);
    await client.query("set search_path = pg_catalog"); // names are then told in full
    const { rows: tables } = await client.query<Table>(TABLES);
    return {
      tables,
      sequences: await texts(SEQUENCES),
      functions: await texts(FUNCTIONS),
      types: await texts(TYPES),
    };
  } finally {
    await client.end();
  }
}
