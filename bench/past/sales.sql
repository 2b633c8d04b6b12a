-- The plan that the rows of the past are written from: who bought what in the last sixteen days, and how far it came.
-- {orders}, {paid} and {at} are put in by fill-orders.ts. Of four orders {paid} were paid, one in forty was given back;
-- the paid are by age to be shipped (to 1.5 days), on their way (to 9), done (to 12), and released to their shops.
create schema bench;
create unlogged table bench.skus as
  select n, 1000 + n as sku_id, 1000 + n / 2 as product_id, 1000 + n / 20 as shop_id, 1000 + n / 20 as place_id,
    1990 + 100 * (n % 50) as fen
  from generate_series(0, 999) n;

create unlogged table bench.sales as
with clocked as (
  select n, timestamptz '{at}' - interval '1 hour' - ({orders} - 1 - n) * (interval '16 days' / {orders}) as placed_at
  from generate_series(0, {orders} - 1) n
), staged as (
  select n, placed_at, case
      when n % 4 >= {paid} then 'unpaid_closed'
      when n % 40 = 4 then 'all_refunded'
      when placed_at > timestamptz '{at}' - interval '36 hours' then 'to_ship'
      when placed_at > timestamptz '{at}' - interval '9 days' then 'to_receive'
      else 'done' end as state,
    placed_at < timestamptz '{at}' - interval '286 hours' as is_old,
    ((extract(epoch from placed_at)::bigint - 1735689600) << 20) + (n % 65536) * 16 as id
  from clocked
)
select s.n, s.id, s.id + 1 as order_id, s.placed_at, s.state, s.state <> 'unpaid_closed' as paid,
  s.state = 'done' and s.is_old as released,
  1000 + (s.n * 7919::bigint) % greatest({orders} / 10, 1) as buyer_id, a.shop_id, a.place_id, a.product_id,
  a.sku_id, 1 + (s.n % 10 = 0)::int as quantity, a.fen,
  b.sku_id as second_sku_id, b.fen as second_fen,
  a.fen * (1 + (s.n % 10 = 0)::int) + coalesce(b.fen, 0) as goods_fen
from staged s
join bench.skus a on a.n = 2 * ((s.n * 31) % 500)
left join bench.skus b on b.n = a.n + 1 and s.n % 5 = 0;

create unlogged table bench.lines as
select s.n, s.id, s.order_id, l.line_id, s.buyer_id, s.shop_id, s.place_id, s.product_id, l.sku_id, l.quantity,
  l.fen, l.fen * l.quantity as paid_fen, (l.fen * l.quantity + 25) / 50 as fee_fen, s.state, s.paid, s.released,
  s.state in ('to_receive', 'done') as shipped, s.placed_at
from bench.sales s
cross join lateral (values (s.id + 2, s.sku_id, s.quantity, s.fen), (s.id + 3, s.second_sku_id, 1, s.second_fen))
  l (line_id, sku_id, quantity, fen)
where l.sku_id is not null;

create function bench.transfer_id(posting text) returns text immutable parallel safe language sql
  return translate(encode(sha256(convert_to(posting, 'UTF8')), 'base64'), '+/=', '-_');
create function bench.payment_no(id bigint) returns text immutable parallel safe language sql
  return 'T' || md5(id::text);
analyze bench.sales; analyze bench.lines;
