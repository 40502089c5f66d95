-- One certificate covers many products: what is known of it and its file stand once, and products point at it.
create table catalog.documents (
  id uuid primary key,
  kind text not null check (kind in ('certificate', 'manual', 'video', 'file')),
  title text check (title <> ''),
  -- ISO 639-1
  language text check (language ~ '^[a-z]{2}$'),
  certificate_kind text
    check (certificate_kind in ('certificate', 'declaration', 'fire', 'registration', 'quality', 'refusal', 'other')),
  number text,
  issuer text,
  valid_from date,
  valid_through date,
  file_id uuid references kernel.files,
  url text,
  -- the exchange that named it and the path it has there; its file follows by itself
  source text,
  source_path text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (kind = 'video' or url is null),
  check ((file_id is null) <> (url is null) or source_path is not null),
  check ((source is null) = (source_path is null)),
  check (valid_from <= valid_through),
  check (kind = 'certificate' or (certificate_kind is null and number is null and issuer is null
    and valid_from is null and valid_through is null))
);
comment on column catalog.documents.valid_through is 'the last day, as the paper says it';
create index documents_by_end on catalog.documents ((coalesce(valid_through, 'infinity')), id);
create index documents_file on catalog.documents (file_id) where file_id is not null;
create unique index documents_source_path on catalog.documents (source, source_path) where source is not null;

create table catalog.product_documents (
  product_id uuid not null references catalog.products on delete cascade,
  document_id uuid not null references catalog.documents on delete cascade,
  -- the exchange that attached it; null = a person
  source text,
  primary key (product_id, document_id)
);
create index product_documents_document on catalog.product_documents (document_id, product_id);

-- what stood once for each product
with known as (
  select gen_random_uuid() as id, kind, file_id, url, title, valid_from, valid_until, array_agg(product_id) as products
  from catalog.media where kind <> 'picture' and (file_id is not null or url is not null)
  group by kind, file_id, url, title, valid_from, valid_until
), kept as (
  insert into catalog.documents (id, kind, title, valid_from, valid_through, file_id, url, created_at, updated_at)
  select id, case when url is not null then 'video' else kind end, nullif(title, ''),
    case when kind = 'certificate' and url is null then valid_from end,
    case when kind = 'certificate' and url is null then valid_until end, file_id, url, now(), now() from known
)
insert into catalog.product_documents (product_id, document_id)
select distinct product_id, known.id from known, unnest(products) as product_id;

-- What is left of media is pictures: each its own product's, in an order.
delete from catalog.media where kind <> 'picture';
alter table catalog.media drop constraint if exists media_check;
drop index catalog.media_product;
alter table catalog.media drop column kind, drop column url, drop column valid_from, drop column valid_until;
alter table catalog.media rename to pictures;
alter index catalog.media_pkey rename to pictures_pkey;
alter index catalog.media_source_path rename to pictures_source_path;
alter table catalog.pictures add check (file_id is not null or source_path is not null);
-- the order that a person chose stands above the exchange's
alter table catalog.pictures add column hand_position int;
create index pictures_product on catalog.pictures (product_id, hand_position, position, id);
create index pictures_file on catalog.pictures (file_id) where file_id is not null;
-- who asks for a file by its address is answered without reading all products
create index products_picture on catalog.products (picture_id) where picture_id is not null;
