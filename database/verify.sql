-- What must always be true, whatever happens: `npm run verify` runs every block in one snapshot of the database.
-- A block names its subjects (seen) and returns (invariant, subject, expected, found) for each that is wrong.
-- Where a look is dear it says how dear beside the others: the dearest are begun first. What must agree row by row is put
-- into one heap with opposite signs and summed once: only what does not come to nothing is then looked up.

-- I1 a transfer moves at least one fen between two accounts that exist
-- seen: select count(*) from ledger.transfers
-- dear: 2
select 'I1' as invariant, t.id as subject, 'fen > 0, two known accounts' as expected,
  t.fen || ' from ' || t.from_account || ' to ' || t.to_account as found
from ledger.transfers t
left join ledger.accounts a on a.key = t.from_account left join ledger.accounts b on b.key = t.to_account
where t.fen <= 0 or t.from_account = t.to_account or a.key is null or b.key is null;

-- I2 the balances that are kept and the sums of all other accounts add up to nothing
-- seen: select count(*) from ledger.accounts
-- dear: 2
with sums as materialized (select key from ledger.accounts where not has_floor),
moved as (
  select from_account, to_account, fen from ledger.transfers where state = 'posted'
  union all
  select t.from_account, t.to_account, t.fen from ledger.resolutions r join ledger.transfers t on t.id = r.transfer_id
  where r.outcome = 'posted' and t.state <> 'posted')
select 'I2' as invariant, 'all accounts' as subject, '0' as expected, sum(fen)::text as found
from (
  select coalesce(sum(posted_fen), 0) as fen from ledger.balances
  union all
  select coalesce(sum(case when to_account in (select key from sums) then fen else 0 end
    - case when from_account in (select key from sums) then fen else 0 end), 0) from moved) as kept
having sum(fen) <> 0;

-- I3 no account with a floor holds less than is promised from it
-- seen: select count(*) from ledger.balances
select 'I3' as invariant, account as subject, 'posted >= reserved >= 0' as expected,
  posted_fen || ' posted, ' || reserved_fen || ' reserved' as found
from ledger.balances where reserved_fen < 0 or posted_fen < reserved_fen;

-- I4 a balance is what its transfers say: moved and promised
-- seen: select count(*) from ledger.balances
-- dear: 5
with pending as materialized (
  select t.from_account, t.to_account, t.fen, r.outcome
  from ledger.transfers t left join ledger.resolutions r on r.transfer_id = t.id where t.state <> 'posted'),
entries as (
  select to_account as account, fen as posted, 0::bigint as reserved from ledger.transfers where state = 'posted'
  union all select from_account, -fen, 0 from ledger.transfers where state = 'posted'
  union all select to_account, fen, 0 from pending where outcome = 'posted'
  union all
  select from_account, case when outcome = 'posted' then -fen else 0 end, case when outcome is null then fen else 0 end
  from pending
  union all select account, -posted_fen, -reserved_fen from ledger.balances),
astray as (
  select account, sum(posted) as posted, sum(reserved) as reserved from entries group by account
  having sum(posted) <> 0 or sum(reserved) <> 0)
select 'I4' as invariant, s.account as subject,
  coalesce(b.posted_fen, 0) + s.posted || ' posted, ' || coalesce(b.reserved_fen, 0) + s.reserved || ' reserved' as expected,
  coalesce(b.posted_fen, 0) || ' posted, ' || coalesce(b.reserved_fen, 0) || ' reserved' as found
from astray s left join lateral (select * from ledger.balances b where b.account = s.account offset 0) b on true
where (select a.has_floor from ledger.accounts a where a.key = s.account) is not false;

-- I5 an order: paid + subsidy = held + released + refunded
-- seen: select count(*) from ledger.order_books
select 'I5' as invariant, 'order ' || b.order_id as subject, (b.paid_fen + b.subsidy_fen)::text as expected,
  coalesce(h.posted_fen, 0) || ' held + ' || b.released_fen || ' released + ' || b.refunded_fen || ' refunded' as found
from ledger.order_books b left join ledger.balances h on h.account = 'held:' || b.order_id
where b.paid_fen + b.subsidy_fen <> coalesce(h.posted_fen, 0) + b.released_fen + b.refunded_fen;

-- I6 refunded is at most paid, per line and order, and the order's book agrees with its lines and with payments
-- seen: select count(*) from ledger.order_lines
-- dear: 2
with astray as (
  select order_id from (
    select order_id, paid_fen as paid, refunded_fen as refunded from ledger.order_lines
    union all select order_id, -paid_fen, -refunded_fen from ledger.order_books) both_sides
  group by order_id having sum(paid) <> 0 or sum(refunded) <> 0
  union
  select order_id from ledger.order_lines where refunded_fen > paid_fen or reversed_goods_fen > goods_fen
  union
  select order_id from (
    select order_id, fen from payments.refunds where order_id is not null
    union all select order_id, -refunded_fen from ledger.order_books where refunded_fen <> 0) both_sides
  group by order_id having sum(fen) <> 0)
select 'I6' as invariant, 'order ' || b.order_id as subject, 'refunded as its lines and refunds say, within paid' as expected,
  b.refunded_fen || ' of ' || b.paid_fen || ', lines ' || l.refunded || ' of ' || l.paid || ', refunds ' || coalesce(r.fen, 0) as found
from astray s
cross join lateral (select * from ledger.order_books b where b.order_id = s.order_id offset 0) b
cross join lateral (select sum(refunded_fen) as refunded, sum(paid_fen) as paid from ledger.order_lines l
  where l.order_id = s.order_id) l
cross join lateral (select sum(fen) as fen from payments.refunds r where r.order_id = s.order_id) r
where l.paid is not null;

-- I7 the shares of a released order add up to what was released, and the others' stay within the shop's cap
-- seen: select count(*) from ledger.shares
-- dear: 2
select 'I7' as invariant, 'order ' || s.order_id || coalesce(' line ' || s.line_id, '') as subject,
  max(b.released_fen) || ' released, others up to ' || max(h.split_cap_bp) || ' bp' as expected,
  sum(s.fen - s.returned_fen) || ' in shares, others ' || coalesce(sum(s.bp) filter (where s.payee <> h.payee), 0) || ' bp' as found
from ledger.shares s join ledger.order_books b using (order_id)
join (select id, split_cap_bp, 'shop:' || id as payee from shops.shops offset 0) h on h.id = b.shop_id
group by grouping sets ((s.order_id, s.line_id), (s.order_id))
having case when grouping(s.line_id) = 0 then sum(s.bp) filter (where s.payee <> h.payee) > max(h.split_cap_bp)
  else not bool_or(b.releasing) and sum(s.fen - s.returned_fen) <> max(b.released_fen) end;

-- I8 a pending transfer ends once, and in time unless a person has been called
-- seen: select count(*) from ledger.pendings
select 'I8' as invariant, coalesce(t.id, p.transfer_id, r.transfer_id) as subject,
  'open and in time, or ended once' as expected,
  coalesce(r.outcome, 'open') || ', marked ' || coalesce(p.resolved::text, 'not pending') || ', due ' || coalesce(p.due_at::text, '-') as found
from (select id, ref from ledger.transfers where state = 'pending') t
full join ledger.pendings p on p.transfer_id = t.id
full join ledger.resolutions r on r.transfer_id = coalesce(t.id, p.transfer_id)
where t.id is null or p.transfer_id is null or (r.outcome is not null) <> p.resolved
  or (p.due_at < now() and not p.resolved and not exists (select from payments.splits s join payments.cases c
    on c.kind = 'failed_split' and c.subject = 'split:' || s.id where t.ref = 'order:' || s.order_id and c.closed_at is null));

-- I9 a captured payment has one applied capture; every other capture was refunded or is in a case
-- seen: select count(*) from payments.captures
-- dear: 2
select 'I9' as invariant, 'payment ' || i.id as subject, 'one applied if captured' as expected,
  i.state || ', ' || coalesce(c.applied, 0) || ' applied' as found
from payments.intents i
left join (select intent_id, count(*) as applied from payments.captures where applied group by intent_id) c on c.intent_id = i.id
where coalesce(c.applied, 0) <> (case when i.state = 'captured' then 1 else 0 end)
union all
select 'I9', 'payment ' || c.intent_id, 'refunded or in a case', c.provider || ':' || c.provider_ref || ' is lost'
from payments.captures c
where not c.applied
  and not exists (select from payments.refunds r where r.intent_id = c.intent_id and r.provider_ref = c.provider_ref)
  and not exists (select from payments.cases k where k.subject = c.provider || ':' || c.provider_ref);

-- I10 a provider's payment, refund or event is known under one number only
-- seen: select (select count(*) from payments.captures) + (select count(*) from payments.refunds)
-- dear: 2
select 'I10' as invariant, 'payment ' || provider || ':' || provider_ref as subject, '1' as expected, count(*)::text as found
from payments.captures group by provider, provider_ref having count(*) > 1
union all
select 'I10', 'number ' || out_trade_no, '1', count(*)::text from payments.intents group by out_trade_no having count(*) > 1
union all
select 'I10', 'refund ' || out_refund_no, '1', count(*)::text from payments.refunds group by out_refund_no having count(*) > 1
union all
select 'I10', 'event ' || provider || ':' || event_id, '1', count(*)::text
from payments.inbox group by provider, event_id having count(*) > 1;

-- I11 an order's state and its escrow are an allowed pair (a minute is allowed for the news to arrive)
-- seen: select count(*) from orders.orders
-- dear: 3
select 'I11' as invariant, 'order ' || o.id as subject, o.state as expected,
  coalesce(h.posted_fen, 0) || ' held of ' || coalesce(b.paid_fen - b.refunded_fen, 0) || ' left' as found
from orders.orders o left join ledger.order_books b on b.order_id = o.id
left join ledger.balances h on h.account = 'held:' || o.id
where coalesce(b.booked_at, '-infinity') < (select coalesce(max(happened_at), now()) from platform.events) - interval '60 s'
  and not case
    when o.state in ('unpaid', 'closing', 'unpaid_closed', 'all_refunded', 'oversold') then coalesce(h.posted_fen, 0) = 0
    when o.state = 'done' then b.order_id is not null and h.posted_fen in (0, b.paid_fen - b.refunded_fen)
    else b.order_id is not null and h.posted_fen = b.paid_fen - b.refunded_fen and (h.posted_fen > 0
      -- all of it is on its way back, or came back a moment ago: the order is held until then
      or exists (select from payments.refunds r where r.order_id = o.id and (r.state <> 'succeeded'
        or r.succeeded_at > (select coalesce(max(happened_at), now()) from platform.events) - interval '60 s'))) end;

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

-- I14 a slice has what came in and did not go home, no more is sold there than that, and once closed nothing lies free
-- seen: select count(*) from inventory.slices
select 'I14' as invariant, 'slice ' || l.place_id as subject,
  l.pieces - l.returned || ' here, sold within them, ' || case when l.closed_at is null then 'open' else 'closed and bare' end as expected,
  coalesce(m.moved, 0) || ' moved in, ' || coalesce(r.taken, 0) || ' taken, ' || p.on_hand - p.reserved || ' free, '
    || case when p.is_open then 'open' else 'closed' end as found
from inventory.slices l
join inventory.positions p on p.sku_id = l.sku_id and p.place_id = l.place_id
left join (select place_id, sum(quantity) as moved from inventory.movements
  where kind = 'move' and place_id in (select place_id from inventory.slices) group by place_id) m on m.place_id = l.place_id
left join (select place_id, sum(case when state = 'consumed' then shipped else quantity end) as taken
  from inventory.reservations where state <> 'released' and place_id in (select place_id from inventory.slices)
  group by place_id) r on r.place_id = l.place_id
where coalesce(m.moved, 0) <> l.pieces - l.returned or coalesce(r.taken, 0) > l.pieces - l.returned
  or not p.is_slice or p.is_open <> (l.closed_at is null) or (not p.is_open and p.on_hand > p.reserved);

-- I15 nobody has more of a deal in orders that stand than it allows one person, by all accounts of the same papers
-- seen: select count(*) from promotions.deals
select 'I15' as invariant, 'deal ' || d.id || ' person ' || min(l.buyer_id) as subject, 'at most ' || d.per_buyer as expected,
  sum(l.quantity)::text as found
from promotions.deals d join orders.lines l on l.deal_id = d.id
join orders.orders o on o.id = l.order_id and o.state not in ('unpaid_closed', 'all_refunded', 'oversold')
left join identity.people p on p.id = l.buyer_id and d.verified_only
group by d.id, d.per_buyer, coalesce(encode(p.real_name_index, 'hex'), l.buyer_id::text)
having sum(l.quantity) > d.per_buyer;

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
-- dear: 2
-- Its number is first cut out of the text: only where no capture is found under it is the body read as what it is.
with unknown as materialized (
  select provider, event_id, body from payments.inbox n where kind = 'paid' and not exists (
    select from payments.captures c where c.provider = n.provider
      and c.provider_ref = split_part(split_part(n.body, '"transactionId":"', 2), '"', 1))),
told as (select provider, event_id, body::jsonb ->> 'transactionId' as ref from unknown)
select 'I18' as invariant, n.provider || ':' || n.event_id as subject, 'a capture or a case' as expected, 'neither' as found
from told n
where not exists (select from payments.captures c where c.provider = n.provider and c.provider_ref = n.ref)
  and not exists (select from payments.cases k where k.subject = n.provider || ':' || n.ref);

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

-- I21 who of the staff did something has left their name, the deed and its subject, and is somebody
-- seen: select count(*) from platform.audit_rows
select 'I21' as invariant, 'audit row ' || a.id as subject, 'a person, a deed, a subject, its shop or room' as expected,
  a.actor_id || ' ' || a.action || ' ' || a.subject || ' in ' || a.scope || ' ' || coalesce(a.scope_id::text, '-') as found
from platform.audit_rows a
where a.action = '' or a.subject = '' or (a.scope <> 'platform' and a.scope_id is null)
  or not exists (select from identity.people p where p.id = a.actor_id);

-- I23 an attempt is known by one key and one body
-- seen: select (select count(*) from orders.checkouts) + (select count(*) from platform.idempotency)
-- dear: 2
select 'I23' as invariant, space || ' ' || key as subject, 'one body' as expected, count(*)::text as found
from platform.idempotency group by space, key having count(*) > 1
union all
select 'I23', 'person:' || buyer_id || ' ' || request_id, 'one checkout', count(*)::text
from orders.checkouts group by buyer_id, request_id having count(*) > 1
union all
select 'I23', 'movement ' || request_id, 'one movement', count(*)::text from inventory.movements group by request_id having count(*) > 1;

-- I24 no row of a shop points at another shop's, and what no foreign key guards points at a row that is there
-- seen: select count(*) from orders.lines
-- dear: 9
select 'I24' as invariant, k.kind || ' ' || k.id || ' of order ' || k.order_id as subject,
  'shop ' || coalesce(o.shop_id::text, '-') || ', buyer ' || coalesce(o.buyer_id::text, '-') as expected,
  'shop ' || coalesce(k.shop_id::text, '-') || ', buyer ' || coalesce(k.buyer_id::text, '-') as found
from (
  select 'line' as kind, l.id, l.order_id, coalesce(s.shop_id, 0) as shop_id, l.buyer_id
  from orders.lines l left join catalog.skus s on s.id = l.sku_id and s.product_id = l.product_id
  union all select 'history', id, order_id, null, null from orders.history
  union all select 'book', order_id, order_id, shop_id, null from ledger.order_books
  union all select 'bill', order_id, order_id, shop_id, null from settlement.bills
  union all select 'parcel', id, order_id, shop_id, null from fulfilment.parcels
  union all select 'case', id, order_id, shop_id, buyer_id from aftersales.cases
  union all select 'grant', g.id, g.order_id, c.shop_id, g.person_id
  from promotions.grants g join promotions.coupons c on c.id = g.coupon_id where g.order_id is not null) k
left join orders.orders o on o.id = k.order_id
where k.shop_id <> o.shop_id or k.buyer_id <> o.buyer_id or (o.id is null and k.kind in ('line', 'history'))
union all
select 'I24', 'order ' || o.id, 'a checkout of buyer ' || o.buyer_id, coalesce(c.buyer_id::text, 'none')
from orders.orders o left join orders.checkouts c on c.id = o.checkout_id where c.buyer_id is distinct from o.buyer_id
union all
select 'I24', 'position of sku ' || p.sku_id || ' at ' || p.place_id, 'shop ' || p.shop_id,
  'sku of ' || coalesce(s.shop_id::text, 'none') || ', place of ' || coalesce(w.shop_id::text, 'none')
from inventory.positions p left join catalog.skus s on s.id = p.sku_id left join inventory.places w on w.id = p.place_id
where s.shop_id is distinct from p.shop_id or w.shop_id is distinct from p.shop_id
union all
select 'I24', 'hold of line ' || r.line_id, 'the sku of the line, at a place of it', 'sku ' || r.sku_id || ' at ' || r.place_id
from inventory.reservations r left join orders.lines l on l.id = r.line_id
left join inventory.positions p on p.sku_id = r.sku_id and p.place_id = r.place_id
where l.sku_id <> r.sku_id or l.order_id <> r.order_id or p.sku_id is null
union all
select 'I24', 'product ' || p.id, 'shop ' || p.shop_id, 'template of ' || t.shop_id
from catalog.products p join catalog.freight_templates t on t.id = p.template_id where t.shop_id <> p.shop_id
union all
select 'I24', 'deal ' || d.id, 'shop ' || d.shop_id, 'sku ' || d.sku_id || ' of ' || coalesce(s.shop_id::text, 'none')
from promotions.deals d left join catalog.skus s on s.id = d.sku_id where s.shop_id is distinct from d.shop_id
union all
select 'I24', 'slice ' || l.place_id, 'shop ' || l.shop_id, 'place of ' || w.shop_id || ', home of ' || h.shop_id
from inventory.slices l join inventory.places w on w.id = l.place_id join inventory.places h on h.id = l.home_id
where w.shop_id <> l.shop_id or h.shop_id <> l.shop_id
union all
select 'I24', 'book line ' || l.line_id, 'a book', l.order_id::text
from ledger.order_lines l where not exists (select from ledger.order_books b where b.order_id = l.order_id)
union all
select 'I24', 'balance ' || b.account, 'an account', 'none'
from ledger.balances b where not exists (select from ledger.accounts a where a.key = b.account)
union all
select 'I24', k.kind || ' ' || k.ref, 'a payment', k.intent_id::text
from (select 'capture' as kind, provider_ref as ref, intent_id from payments.captures
  union all select 'payment of order', order_id::text, intent_id from payments.paid_orders) k
where not exists (select from payments.intents i where i.id = k.intent_id);

-- I25 an offer of the waitlist is a hold of just its pieces under the wait's own number, and nobody waits beside a free piece
-- seen: select count(*) from inventory.waits
select 'I25' as invariant, 'wait ' || w.id as subject,
  case when w.state = 'offered' then w.quantity || ' of sku ' || w.sku_id || ' held' else 'nothing held, being ' || w.state end as expected,
  coalesce(r.quantity || ' of sku ' || r.sku_id || ' ' || r.state || ' at ' || r.place_id, 'nothing held') as found
from inventory.waits w
left join inventory.reservations r on r.order_id = w.id and r.line_id = w.id and r.state in ('held', 'committed')
left join inventory.positions p on p.sku_id = r.sku_id and p.place_id = r.place_id
where case when w.state <> 'offered' then r.order_id is not null
  else (r.state, r.sku_id, r.quantity, p.is_slice, r.place_id)
    is distinct from ('held', w.sku_id, w.quantity, w.slice_id is not null, coalesce(w.slice_id, r.place_id)) end
union all
select 'I25', 'wait ' || w.id, 'nothing free', p.on_hand - p.reserved || ' free at ' || p.place_id
from inventory.waits w join inventory.positions p on p.sku_id = w.sku_id and p.is_open and p.on_hand > p.reserved
  and p.is_slice = (w.slice_id is not null) and p.place_id = coalesce(w.slice_id, p.place_id)
where w.state = 'waiting';
