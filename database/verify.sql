-- What must always be true, whatever happens: `npm run verify` runs every block in one snapshot of the database.
-- A block names its subjects (seen) and returns (invariant, subject, expected, found) for each that is wrong.

-- I2 what all accounts hold sums to nothing
-- seen: select count(*) from ledger.transfers
select 'I2' as invariant, 'all accounts' as subject, '0' as expected, sum(fen)::text as found
from (select to_account as account, fen from ledger.transfers
  union all select from_account, -fen from ledger.transfers) as moved
having sum(fen) <> 0;

-- I20 money is a whole number of fen: no money column of another type, no column that rounds
-- seen: select count(*) from information_schema.columns where column_name like '%fen'
select 'I20' as invariant, table_schema || '.' || table_name || '.' || column_name as subject,
  'bigint' as expected, data_type as found
from information_schema.columns
where table_schema not in ('information_schema', 'public') and table_schema not like 'pg\_%'
  and table_schema not in ('jobs')
  and (data_type in ('real', 'double precision', 'numeric', 'money')
    or ((column_name = 'fen' or column_name like '%\_fen') and data_type <> 'bigint'));
