-- Each way to sort the catalogue walks an index, so that its first page does not sort everything.
create index products_name_en_sorted on catalog.products (coalesce(name_en, name) collate "ru-x-icu", id) where active;
create index products_article_sorted on catalog.products (article_key collate "C", id) where active;
create index products_newest on catalog.products (created_at desc, id desc) where active;
