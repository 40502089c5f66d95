-- Function 49: the rate of the day of shipment is final. What has gone of a line stands here with the VAT of its day; the
-- line's own amounts are the sum of its parts and of what has not gone yet, at the rate that would hold now.
create table orders.shipped_parts (
  line_id uuid not null references orders.lines on delete cascade,
  position int not null check (position > 0),
  -- in the line's unit
  quantity numeric(18,6) not null check (quantity > 0),
  -- in the seller's zone
  shipped_on date not null,
  -- percent; null = without VAT
  vat_rate numeric(5,2),
  net numeric(19,4) not null,
  vat numeric(19,4) not null,
  gross numeric(19,4) not null,
  -- of the shipment that took it; null: an ERP's mark named none
  shipment_number text,
  primary key (line_id, position)
);
create index shipped_parts_shipment on orders.shipped_parts (shipment_number) where shipment_number is not null;

-- Lines of one order may come from price lists with VAT and without it, so each keeps its own mark.
alter table orders.lines add column price_includes_vat boolean;
update orders.lines l set price_includes_vat = o.prices_include_vat from orders.orders o where o.id = l.order_id;
alter table orders.lines alter column price_includes_vat set not null;

-- What has gone until today keeps the VAT that it was told with.
insert into orders.shipped_parts (line_id, position, quantity, shipped_on, vat_rate, net, vat, gross)
select l.id, 1, l.shipped, (o.updated_at at time zone s.time_zone)::date, l.vat_rate, l.gross_part - l.vat_part, l.vat_part,
  l.gross_part
from (select l.*, round(l.gross * l.shipped / nullif(l.quantity - l.cancelled, 0), 2) as gross_part,
    round(l.vat * l.shipped / nullif(l.quantity - l.cancelled, 0), 2) as vat_part from orders.lines l where l.shipped > 0) l
join orders.orders o on o.id = l.order_id join sellers.sellers s on s.id = o.seller_id
where l.gross_part is not null;
