-- The operator's search is one condition of several ways; PostgreSQL joins indexes for it only if every way has one.
create index products_code on catalog.products (code) where code is not null;
create index products_name_en_trgm on catalog.products using gin (name_en gin_trgm_ops) where name_en is not null;
