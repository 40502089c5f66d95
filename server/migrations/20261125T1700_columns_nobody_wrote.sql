-- Two columns that were made for what never came: nobody has written or read them.
alter table erp.jobs drop column sha256;
alter table orders.orders drop column repeats_order_id;
