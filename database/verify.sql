-- What must always be true, whatever happens: `npm run verify` runs every block in one snapshot of the database.
-- A block names its subjects (seen) and returns (invariant, subject, expected, found) for each that is wrong.

-- I1 a transfer moves at least one fen between two accounts that exist
-- seen: select count(*) from ledger.transfers
select 'I1' as invariant, t.id as subject, 'fen > 0, two known accounts' as expected,
  t.fen || ' from ' || t.from_account || ' to ' || t.to_account as found
from ledger.transfers t
left join ledger.accounts a on a.key = t.from_account left join ledger.accounts b on b.key = t.to_account
where t.fen <= 0 or t.from_account = t.to_account or a.key is null or b.key is null;

-- I2 the balances that are kept and the sums of all other accounts add up to nothing
-- seen: select count(*) from ledger.accounts
select 'I2' as invariant, 'all accounts' as subject, '0' as expected, sum(fen)::text as found
from (
  select coalesce(sum(posted_fen), 0) as fen from ledger.balances
  union all
  select coalesce(sum(case when a.key = t.to_account then t.fen else -t.fen end), 0)
  from ledger.transfers t join ledger.accounts a on a.key in (t.from_account, t.to_account) and not a.has_floor
  left join ledger.resolutions r on r.transfer_id = t.id
  where t.state = 'posted' or r.outcome = 'posted') as kept
having sum(fen) <> 0;

-- I3 no account with a floor holds less than is promised from it
-- seen: select count(*) from ledger.balances
select 'I3' as invariant, account as subject, 'posted >= reserved >= 0' as expected,
  posted_fen || ' posted, ' || reserved_fen || ' reserved' as found
from ledger.balances where reserved_fen < 0 or posted_fen < reserved_fen;

-- I4 a balance is what its transfers say: moved and promised
-- seen: select count(*) from ledger.balances
select 'I4' as invariant, account as subject, posted || ' posted, ' || reserved || ' reserved' as expected,
  posted_fen || ' posted, ' || reserved_fen || ' reserved' as found
from (
  select a.key as account, coalesce(b.posted_fen, 0) as posted_fen, coalesce(b.reserved_fen, 0) as reserved_fen,
    coalesce(m.posted, 0) as posted, coalesce(m.reserved, 0) as reserved
  from ledger.accounts a left join ledger.balances b on b.account = a.key
  left join (
    select account, sum(fen) filter (where moved) as posted, -sum(fen) filter (where open and fen < 0) as reserved
    from (
      select e.account, e.fen, t.state = 'posted' or coalesce(r.outcome, '') = 'posted' as moved,
        t.state = 'pending' and r.outcome is null as open
      from ledger.transfers t left join ledger.resolutions r on r.transfer_id = t.id
      cross join lateral (values (t.to_account, t.fen), (t.from_account, -t.fen)) e (account, fen)) entries
    group by account) m on m.account = a.key
  where a.has_floor) compared
where posted_fen <> posted or reserved_fen <> reserved;

-- I5 an order: paid + subsidy = held + released + refunded
-- seen: select count(*) from ledger.order_books
select 'I5' as invariant, 'order ' || b.order_id as subject, (b.paid_fen + b.subsidy_fen)::text as expected,
  coalesce(h.posted_fen, 0) || ' held + ' || b.released_fen || ' released + ' || b.refunded_fen || ' refunded' as found
from ledger.order_books b left join ledger.balances h on h.account = 'held:' || b.order_id
where b.paid_fen + b.subsidy_fen <> coalesce(h.posted_fen, 0) + b.released_fen + b.refunded_fen;

-- I6 refunded is at most paid, per line and order, and the order's book agrees with its lines and with payments
-- seen: select count(*) from ledger.order_lines
select 'I6' as invariant, 'order ' || b.order_id as subject, 'refunded as its lines and refunds say, within paid' as expected,
  b.refunded_fen || ' of ' || b.paid_fen || ', lines ' || l.refunded || ', refunds ' || coalesce(r.fen, 0) as found
from ledger.order_books b
join (select order_id, sum(refunded_fen) as refunded, sum(paid_fen) as paid,
    bool_or(refunded_fen > paid_fen or reversed_goods_fen > goods_fen) as over
  from ledger.order_lines group by order_id) l using (order_id)
left join (select order_id, sum(fen) as fen from payments.refunds group by order_id) r using (order_id)
where l.over or l.paid <> b.paid_fen or l.refunded <> b.refunded_fen or coalesce(r.fen, 0) <> b.refunded_fen;

-- I7 the shares of a released order add up to what was released, and the others' stay within the shop's cap
-- seen: select count(*) from ledger.shares
select 'I7' as invariant, 'order ' || b.order_id as subject, b.released_fen || ' released, within the cap' as expected,
  s.kept || ' in shares, others up to ' || s.others_bp || ' bp' as found
from ledger.order_books b join shops.shops h on h.id = b.shop_id
join (select order_id, sum(kept) as kept, max(others_bp) as others_bp
  from (select s.order_id, s.line_id, sum(s.fen - s.returned_fen) as kept,
      coalesce(sum(s.bp) filter (where s.payee <> 'shop:' || k.shop_id), 0) as others_bp
    from ledger.shares s join ledger.order_books k using (order_id) group by s.order_id, s.line_id) lines
  group by order_id) s using (order_id)
where (not b.releasing and s.kept <> b.released_fen) or s.others_bp > h.split_cap_bp;

-- I8 a pending transfer ends once, and in time unless a person has been called
-- seen: select count(*) from ledger.pendings
select 'I8' as invariant, t.id as subject, 'open and in time, or ended once' as expected,
  coalesce(r.outcome, 'open') || ', marked ' || coalesce(p.resolved::text, 'not pending') || ', due ' || coalesce(p.due_at::text, '-') as found
from ledger.transfers t left join ledger.pendings p on p.transfer_id = t.id
left join ledger.resolutions r on r.transfer_id = t.id
where (t.state = 'pending') <> (p.transfer_id is not null) or (r.outcome is not null) <> coalesce(p.resolved, false)
  or (p.due_at < now() and not p.resolved and not exists (select from payments.splits s join payments.cases c
    on c.kind = 'failed_split' and c.subject = 'split:' || s.id where t.ref = 'order:' || s.order_id and c.closed_at is null));

-- I9 a captured payment has one applied capture; every other capture was refunded or is in a case
-- seen: select count(*) from payments.captures
select 'I9' as invariant, 'payment ' || i.id as subject, 'one applied if captured, the rest refunded or in a case' as expected,
  i.state || ', ' || c.applied || ' applied, ' || c.lost || ' lost' as found
from payments.intents i cross join lateral (
  select count(*) filter (where applied) as applied, count(*) filter (where not applied
    and not exists (select from payments.refunds r where r.intent_id = c.intent_id and r.provider_ref = c.provider_ref)
    and not exists (select from payments.cases k where k.subject = c.provider || ':' || c.provider_ref)) as lost
  from payments.captures c where c.intent_id = i.id) c
where c.applied <> (case when i.state = 'captured' then 1 else 0 end) or c.lost > 0;

-- I10 a provider's payment, refund or event is known under one number only
-- seen: select (select count(*) from payments.captures) + (select count(*) from payments.refunds)
select 'I10' as invariant, kind || ' ' || no as subject, '1' as expected, count(*)::text as found
from (select 'payment' as kind, provider || ':' || provider_ref as no from payments.captures
  union all select 'number', out_trade_no from payments.intents
  union all select 'refund', out_refund_no from payments.refunds
  union all select 'event', provider || ':' || event_id from payments.inbox) numbers
group by kind, no having count(*) > 1;

-- I11 an order's state and its escrow are an allowed pair (a minute is allowed for the news to arrive)
-- seen: select count(*) from orders.orders
select 'I11' as invariant, 'order ' || o.id as subject, o.state as expected,
  coalesce(h.posted_fen, 0) || ' held of ' || coalesce(b.paid_fen - b.refunded_fen, 0) || ' left' as found
from orders.orders o left join ledger.order_books b on b.order_id = o.id
left join ledger.balances h on h.account = 'held:' || o.id
where coalesce(b.booked_at, '-infinity') < (select coalesce(max(happened_at), now()) from platform.events) - interval '60 s'
  and not case
    when o.state in ('unpaid', 'closing', 'unpaid_closed', 'all_refunded', 'oversold') then coalesce(h.posted_fen, 0) = 0
    when o.state = 'done' then b.order_id is not null and h.posted_fen in (0, b.paid_fen - b.refunded_fen)
    else b.order_id is not null and h.posted_fen = b.paid_fen - b.refunded_fen and h.posted_fen > 0 end;

-- I12 a released bill leaves nothing in escrow, and no refund is on its way for two days without a case
-- seen: select (select count(*) from settlement.bills) + (select count(*) from payments.refunds)
select 'I12' as invariant, 'order ' || s.order_id as subject, 'nothing held' as expected, h.posted_fen || ' held' as found
from settlement.bills s join ledger.balances h on h.account = 'held:' || s.order_id
where s.state in ('released', 'cancelled') and h.posted_fen <> 0
union all
select 'I12', 'refund ' || r.id, 'succeeded, or a case after 48 hours', r.state || ' since ' || r.created_at
from payments.refunds r
where r.state <> 'succeeded' and r.created_at < (select coalesce(max(happened_at), now()) from platform.events) - interval '48 h'
  and not exists (select from payments.cases c where c.subject = 'refund:' || r.id);

-- I13 stock on hand is the sum of its movements, reserved the sum of its live holds
-- seen: select count(*) from inventory.positions
select 'I13' as invariant, 'sku ' || p.sku_id || ' at ' || p.place_id as subject,
  coalesce(m.quantity, 0) || ' on hand, ' || coalesce(r.quantity, 0) || ' reserved' as expected,
  p.on_hand || ' on hand, ' || p.reserved || ' reserved' as found
from inventory.positions p
left join (select sku_id, place_id, sum(quantity) as quantity from inventory.movements group by 1, 2) m using (sku_id, place_id)
left join (select sku_id, place_id, sum(quantity - shipped) as quantity from inventory.reservations
  where state in ('held', 'committed') group by 1, 2) r using (sku_id, place_id)
where p.on_hand <> coalesce(m.quantity, 0) or p.reserved <> coalesce(r.quantity, 0);

-- I16 a coupon is granted as often as it says, within its total, and used on one order
-- seen: select count(*) from promotions.coupons
select 'I16' as invariant, 'coupon ' || c.id as subject, c.claimed || ' granted of ' || c.total as expected,
  coalesce(g.granted, 0) || ' granted' as found
from promotions.coupons c left join (select coupon_id, count(*) as granted from promotions.grants group by 1) g on g.coupon_id = c.id
where coalesce(g.granted, 0) <> c.claimed or c.claimed > c.total;

-- I17 no listener has heard an event that was never told
-- seen: select count(*) from platform.cursors
select 'I17' as invariant, consumer as subject, 'an event told so far' as expected, last_id::text as found
from platform.cursors where last_id > (select coalesce(max(id), 0) from platform.events);

-- I18 every payment a provider told us of is a capture or a case
-- seen: select count(*) from payments.inbox
select 'I18' as invariant, n.provider || ':' || n.event_id as subject, 'a capture or a case' as expected, 'neither' as found
from payments.inbox n
where n.kind = 'paid'
  and not exists (select from payments.captures c where c.provider = n.provider
    and c.provider_ref = n.body::jsonb ->> 'transactionId')
  and not exists (select from payments.cases k where k.subject = n.provider || ':' || (n.body::jsonb ->> 'transactionId'));

-- I19 what lies in suspense is what open cases are about
-- seen: select count(*) from payments.cases
select 'I19' as invariant, 'suspense' as subject, cases::text as expected, suspense::text as found
from (select coalesce((select sum(fen) from payments.cases where kind in ('mismatch', 'unknown_number')
    and closed_at is null), 0) as cases,
  coalesce((select sum(case when to_account like 'suspense:%' then fen else -fen end) from ledger.transfers
    where to_account like 'suspense:%' or from_account like 'suspense:%'), 0) as suspense) both_sides
where cases <> suspense;

-- I20 money is a whole number of fen: no money column of another type, no column that rounds
-- seen: select count(*) from information_schema.columns where column_name like '%fen'
select 'I20' as invariant, table_schema || '.' || table_name || '.' || column_name as subject,
  'bigint' as expected, data_type as found
from information_schema.columns
where table_schema not in ('information_schema', 'public') and table_schema not like 'pg\_%'
  and table_schema not in ('jobs')
  and (data_type in ('real', 'double precision', 'numeric', 'money')
    or ((column_name = 'fen' or column_name like '%\_fen') and data_type <> 'bigint'));
