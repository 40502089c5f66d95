-- What a line came to when the cart was last priced, so that changing one line of two thousand need not price the others:
-- the totals beside the changed line stay those of the lines that the buyer has before him. An opened cart is priced anew.
alter table carts.lines
  add column net numeric,
  add column vat numeric,
  add column gross numeric,
  add column weight_kg numeric,
  add column volume_m3 numeric,
  -- does a problem of the line stop the order; null = not priced since it was added or changed
  add column blocks boolean;
alter table carts.carts
  -- when all lines were last priced
  add column priced_at timestamptz;
