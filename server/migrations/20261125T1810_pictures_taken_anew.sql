-- A source may send another picture under a path that it has sent before; what is kept is made of its bytes, not they.
alter table catalog.pictures add column source_sha256 text;
