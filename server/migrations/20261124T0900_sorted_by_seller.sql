-- A buyer reads one seller's goods in the order of their names; a small seller's stand far apart among all.
create index products_seller_name_sorted on catalog.products (seller_id, name collate "ru-x-icu", id) where active;
create index products_seller_name_en_sorted on catalog.products (seller_id, coalesce(name_en, name) collate "ru-x-icu", id) where active;
