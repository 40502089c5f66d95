import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { ensureValues } from './import-attributes.ts'
import { unitCodeOf, type ImportedUnit } from './import-units.ts'
import { mappedIds } from './mappings.ts'
import { importDocuments } from './media/import-documents.ts'
import { pictureOf } from './media/wanted-files.ts'
import { setMainPictures } from './media/main-picture.ts'
import { type Pair, sync } from './sync-parts.ts'

/** Lists that belong to a product: `undefined` was not sent (keep), `[]` was sent empty (clear). */
export interface ImportedParts {
  /** external ids; the first one is the main one */
  categories: string[] | undefined
  barcodes: string[] | undefined
  /** one packaging holds `factor` base units */
  packagings: { unit: ImportedUnit; factor: string }[] | undefined
  /** of attributes known by external id; a value is a text, or the external id of a reference value */
  attributes: { attributeExternalId: string; values: string[] }[] | undefined
  /** paths as in the upload, the main one first; the files follow by themselves */
  pictures: { path: string; title: string | null }[] | undefined
  /** certificates, manuals and whatever else is a file; likewise */
  files?: { path: string; title: string | null }[] | undefined
}

export interface PartsOf {
  productId: string
  parts: ImportedParts
}

/** Makes each product's lists what was sent: only differences are written. Answers per product, in order. */
export async function importParts(
  tx: Tx,
  source: string,
  products: readonly PartsOf[],
  units: ReadonlyMap<string, string>,
): Promise<{ changed: boolean; unknownCategories: string[] }[]> {
  const changed = new Set<string>()
  const unknown = await importCategoriesOf(tx, source, products, changed)
  await importBarcodes(tx, products, changed)
  await importPackagings(tx, products, units, changed)
  await importAttributeValues(tx, source, products, changed)
  await importPictures(tx, source, products, changed)
  await importDocuments(tx, source, products, changed)
  return products.map(({ productId }) => ({
    changed: changed.has(productId),
    unknownCategories: unknown.get(productId) ?? [],
  }))
}

async function importCategoriesOf(
  tx: Tx,
  source: string,
  products: readonly PartsOf[],
  changed: Set<string>,
) {
  const sent = products.filter(({ parts }) => parts.categories !== undefined)
  const unknown = new Map<string, string[]>()
  const ids = await mappedIds(
    tx,
    source,
    'category',
    sent.flatMap(({ parts }) => parts.categories ?? []),
  )
  const wanted: Pair[] = []
  for (const { productId, parts } of sent) {
    const categories = parts.categories ?? []
    const missing = categories.filter((one) => !ids.has(one))
    if (missing.length > 0) unknown.set(productId, missing)
    categories
      .filter((one) => ids.has(one))
      .forEach((one, index) =>
        wanted.push({ productId, value: ids.get(one)!, extra: index === 0 ? 'true' : 'false' }),
      )
  }
  await sync(tx, sent, wanted, changed, {
    select: sql`select product_id, category_id::text as value, is_main::text as extra from catalog.product_categories`,
    remove: (
      rows,
    ) => sql`delete from catalog.product_categories t using ${rows} as r(product_id, value, extra)
      where t.product_id = r.product_id::uuid and t.category_id = r.value::uuid`,
    insert: (rows) => sql`insert into catalog.product_categories (product_id, category_id, is_main)
      select r.product_id::uuid, r.value::uuid, r.extra::boolean from ${rows} as r(product_id, value, extra)
      on conflict (product_id, category_id) do update set is_main = excluded.is_main`,
  })
  return unknown
}

async function importBarcodes(tx: Tx, products: readonly PartsOf[], changed: Set<string>): Promise<void> {
  const sent = products.filter(({ parts }) => parts.barcodes !== undefined)
  const wanted = sent.flatMap(({ productId, parts }) =>
    (parts.barcodes ?? []).map((value) => ({ productId, value, extra: '' })),
  )
  await sync(tx, sent, wanted, changed, {
    select: sql`select product_id, barcode as value, '' as extra from catalog.barcodes`,
    remove: (rows) => sql`delete from catalog.barcodes t using ${rows} as r(product_id, value, extra)
      where t.product_id = r.product_id::uuid and t.barcode = r.value`,
    insert: (rows) => sql`insert into catalog.barcodes (product_id, barcode)
      select r.product_id::uuid, r.value from ${rows} as r(product_id, value, extra) on conflict do nothing`,
  })
}

async function importPackagings(
  tx: Tx,
  products: readonly PartsOf[],
  units: ReadonlyMap<string, string>,
  changed: Set<string>,
): Promise<void> {
  const sent = products.filter(({ parts }) => parts.packagings !== undefined)
  const wanted = sent.flatMap(({ productId, parts }) =>
    (parts.packagings ?? []).flatMap(({ unit, factor }) => {
      const unitId = units.get(unitCodeOf(unit))
      // a packaging of one base unit is the base unit itself
      return unitId && Number(factor) > 0 && Number(factor) !== 1
        ? [{ productId, value: unitId, extra: trimmed(factor) }]
        : []
    }),
  )
  await sync(tx, sent, wanted, changed, {
    select: sql`select product_id, unit_id::text as value, trim_scale(factor_numerator / factor_denominator)::text as extra
      from catalog.packagings where active`,
    // orders and carts may stand in it: it is put away, not deleted
    remove: (
      rows,
    ) => sql`update catalog.packagings t set active = false from ${rows} as r(product_id, value, extra)
      where t.product_id = r.product_id::uuid and t.unit_id = r.value::uuid
        and trim_scale(t.factor_numerator / t.factor_denominator)::text = r.extra`,
    insert: (rows) => sql`insert into catalog.packagings (id, product_id, unit_id, factor_numerator)
      select gen_random_uuid(), r.product_id::uuid, r.value::uuid, r.extra::numeric
      from ${rows} as r(product_id, value, extra)
      on conflict (product_id, unit_id, factor_numerator, factor_denominator) do update set active = true`,
  })
}

function trimmed(factor: string): string {
  return factor.includes('.') ? factor.replace(/\.?0+$/, '') : factor
}

async function importAttributeValues(
  tx: Tx,
  source: string,
  products: readonly PartsOf[],
  changed: Set<string>,
): Promise<void> {
  const sent = products.filter(({ parts }) => parts.attributes !== undefined)
  const all = sent.flatMap(({ productId, parts }) =>
    (parts.attributes ?? []).flatMap(({ attributeExternalId, values }) =>
      values.filter((value) => value !== '').map((value) => ({ productId, attributeExternalId, value })),
    ),
  )
  const attributes = await mappedIds(
    tx,
    source,
    'attribute',
    all.map((one) => one.attributeExternalId),
  )
  const references = await mappedIds(
    tx,
    source,
    'attribute_value',
    all.map((one) => one.value.toLowerCase()),
  )
  const known = all.filter((one) => attributes.has(one.attributeExternalId))
  const texts = known.filter((one) => !references.has(one.value.toLowerCase()))
  const ids = await ensureValues(
    tx,
    texts.map((one) => ({ attributeId: attributes.get(one.attributeExternalId)!, value: one.value })),
  )
  const idOf = new Map(texts.map((one, index) => [one, ids[index]!]))
  const wanted = known.map((one) => ({
    productId: one.productId,
    value: idOf.get(one) ?? references.get(one.value.toLowerCase())!,
    extra: attributes.get(one.attributeExternalId)!,
  }))
  await sync(tx, sent, wanted, changed, {
    select: sql`select product_id, value_id::text as value, attribute_id::text as extra from catalog.product_attributes`,
    remove: (
      rows,
    ) => sql`delete from catalog.product_attributes t using ${rows} as r(product_id, value, extra)
      where t.product_id = r.product_id::uuid and t.value_id = r.value::uuid`,
    insert: (rows) => sql`insert into catalog.product_attributes (product_id, value_id, attribute_id)
      select r.product_id::uuid, r.value::uuid, r.extra::uuid from ${rows} as r(product_id, value, extra)
      on conflict do nothing`,
  })
}

/**
 * The rows stand without a file until the picture itself has come: it is found by its path. Those that people have added
 * have no path: they are not looked at.
 */
async function importPictures(
  tx: Tx,
  source: string,
  products: readonly PartsOf[],
  changed: Set<string>,
): Promise<void> {
  const sent = products.filter(({ parts }) => parts.pictures !== undefined)
  if (sent.length === 0) return
  const named = sent.flatMap(({ productId, parts }) =>
    [...new Set(parts.pictures?.map(({ path }) => path))].map((value, place) => ({
      productId,
      value,
      place,
    })),
  )
  const touched = new Set<string>()
  await sync(
    tx,
    sent,
    named.map(({ productId, value }) => ({ productId, value, extra: '' })),
    touched,
    {
      select: sql`select product_id, source_path as value, '' as extra from catalog.pictures
        where source_path is not null`,
      remove: (rows) => sql`delete from catalog.pictures t using ${rows} as r(product_id, value, extra)
        where t.product_id = r.product_id::uuid and t.source_path = r.value`,
      insert: (
        rows,
      ) => sql`insert into catalog.pictures (id, product_id, source_path, file_id, source_sha256, source_sent_at)
        select gen_random_uuid(), r.product_id::uuid, r.value, come.file_id, come.source_sha256, come.source_sent_at
        from ${rows} as r(product_id, value, extra)
        left join lateral (select m.file_id, m.source_sha256, m.source_sent_at from catalog.pictures m
          where m.source_path = r.value and m.file_id is not null and ${pictureOf(source)} limit 1) come on true`,
    },
  )
  // one that has only moved keeps its row, and with it the place that a person gave it
  const { rows: moved } = await sql<{ product_id: string }>`
    update catalog.pictures m set position = w.place
    from unnest(${named.map(({ productId }) => productId)}::uuid[], ${named.map(({ value }) => value)}::text[],
      ${named.map(({ place }) => place)}::int[]) as w(product_id, path, place)
    where m.product_id = w.product_id and m.source_path = w.path and m.position <> w.place
    returning m.product_id`.execute(tx)
  for (const row of moved) touched.add(row.product_id)
  await setMainPictures(tx, [...touched])
  for (const productId of touched) changed.add(productId)
}
