import { sql } from 'kysely'
import {
  importAttributes,
  importCategories,
  importProducts,
  setProductsActive,
  type ImportedProduct,
} from '#src/goods/catalog/public.ts'
import type { Applying } from './apply-import.ts'
import type { RowData } from './rules/parse-rows.ts'

const batchSize = 500

/** Makes the products that nobody knew, and where the settings say so lets the source's own follow the file. */
export async function importGoods(applying: Applying): Promise<void> {
  const { tx, importId, source, now } = applying
  const followed = source.settings.updateProducts
    ? sql`or (s.outcome in ('change', 'same') and s.key is not null and exists (select from catalog.mappings m
        where m.source = ${source.key} and m.kind = 'product' and m.external_id = s.key and m.entity_id = s.product_id))`
    : sql``
  const written = sql`s.import_id = ${importId} and (s.outcome = 'create' ${followed})`
  await makeCategories(applying, written)
  await makeAttributes(applying, written)
  for (let after = -1; ;) {
    const { rows } = await sql<{ position: number; key: string; data: RowData; outcome: string }>`
      select s.position, s.key, s.data, s.outcome from feeds.staged s
      where ${written} and s.position > ${after} order by s.position limit ${batchSize}`.execute(tx)
    if (rows.length === 0) break
    after = rows.at(-1)!.position
    await importBatch(applying, rows)
    if (rows.length < batchSize) break
  }
  // goods of this source that were gone are offered again
  const { rows: back } = await sql<{ id: string }>`
    select p.id from feeds.known_products k join catalog.products p on p.id = k.product_id
    join feeds.staged s on s.import_id = ${importId} and s.product_id = p.id and s.outcome in ('change', 'same')
    where k.source_id = ${source.id} and k.created and not p.active and not p.withdrawn and not p.has_variants`.execute(
    tx,
  )
  if (back.length > 0)
    await setProductsActive(
      tx,
      back.map(({ id }) => id),
      true,
      now,
    )
}

async function importBatch(
  { tx, importId, source, report, now }: Applying,
  rows: readonly { position: number; key: string; data: RowData }[],
): Promise<void> {
  const outcomes = await importProducts(
    tx,
    source.key,
    source.sellerId,
    rows.map(({ key, data }) => productOf(key, data)),
    now,
  )
  report.read('product', rows.length)
  for (const { outcome } of outcomes) report.done('product', outcome)
  await sql`update feeds.staged s set product_id = r.product_id
    from unnest(${rows.map((row) => row.position)}::int[], ${outcomes.map((one) => one.productId)}::uuid[])
      as r(position, product_id)
    where s.import_id = ${importId} and s.position = r.position`.execute(tx)
}

/** What a file does not say of a product stays as it is. */
function productOf(key: string, data: RowData): ImportedProduct {
  const sent = <T>(value: T | null) => value ?? undefined
  const unit = data.unit === null ? undefined : { code: null, name: data.unit, fullName: null }
  const { attributes } = data
  return {
    externalId: key,
    deleted: false,
    kind: undefined,
    name: sent(data.name ?? data.article),
    fullName: undefined,
    article: sent(data.article),
    manufacturerCode: sent(data.manufacturerCode),
    code: undefined,
    description: sent(data.description),
    brand: sent(data.brand),
    manufacturer: undefined,
    country: sent(data.country),
    baseUnit: unit && okei(unit.name),
    vatClass: undefined,
    weightKg: undefined,
    categories: data.path.length > 0 ? [pathKey(data.path)] : undefined,
    barcodes: data.barcode === null ? undefined : [data.barcode],
    packagings:
      data.pack === null || Number(data.pack) <= 1
        ? undefined
        : [{ unit: { code: '778', name: 'упак', fullName: 'Упаковка' }, factor: data.pack }],
    attributes:
      attributes.length === 0
        ? undefined
        : attributes.map(({ name, value }) => ({ attributeExternalId: name.toLowerCase(), values: [value] })),
    // addresses are kept, nothing is fetched: the picture itself comes another way
    pictures: data.pictures.length === 0 ? undefined : data.pictures.map((path) => ({ path, title: null })),
  }
}

/** Units as suppliers write them, by their codes in OKEI; another one is known by its name. */
const units: readonly [RegExp, string, string][] = [
  [/^(шт|штук[аи]?|штука|pcs?|pieces?)$/i, '796', 'шт'],
  [/^(м|метр|м\.?п|пог\.?\s?м|m)$/i, '006', 'м'],
  [/^(кг|kg|килограмм)$/i, '166', 'кг'],
  [/^(г|гр|грамм)$/i, '163', 'г'],
  [/^(л|литр|l)$/i, '112', 'л'],
  [/^(м2|м²|кв\.?\s?м)$/i, '055', 'м²'],
  [/^(м3|м³|куб\.?\s?м)$/i, '113', 'м³'],
  [/^(уп|упак|упаковка|pack)$/i, '778', 'упак'],
  [/^(компл|комплект|к-т|set)$/i, '839', 'компл'],
  [/^(пар|пара|pair)$/i, '715', 'пар'],
  [/^(рул|рулон|roll)$/i, '736', 'рул'],
]

function okei(name: string): { code: string | null; name: string; fullName: null } {
  const known = units.find(([word]) => word.test(name))
  return { code: known?.[1] ?? null, name: known?.[2] ?? name, fullName: null }
}

const pathKey = (path: readonly string[]) => path.join(' / ').toLowerCase().slice(0, 600)

async function makeCategories(
  { tx, source, report }: Applying,
  written: ReturnType<typeof sql>,
): Promise<void> {
  const { rows } = await sql<{ path: string[] }>`
    select s.data->'path' as path, min(s.position) as first from feeds.staged s
    where ${written} and jsonb_array_length(s.data->'path') > 0 group by 1 order by 2`.execute(tx)
  const paths = new Map<string, string[]>()
  for (const { path } of rows)
    for (let depth = 1; depth <= path.length; depth += 1)
      paths.set(pathKey(path.slice(0, depth)), path.slice(0, depth))
  const outcomes = await importCategories(
    tx,
    source.key,
    [...paths].map(([externalId, path]) => ({
      externalId,
      parentExternalId: path.length > 1 ? pathKey(path.slice(0, -1)) : null,
      name: path.at(-1)!.slice(0, 200),
      description: undefined,
      deleted: false,
    })),
  )
  if (outcomes.length > 0) report.read('category', outcomes.length)
  for (const outcome of outcomes) report.done('category', outcome)
}

async function makeAttributes({ tx, source }: Applying, written: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select distinct a.value->>'name' as name from feeds.staged s, jsonb_array_elements(s.data->'attributes') a
    where ${written} limit 1000`.execute(tx)
  await importAttributes(
    tx,
    source.key,
    rows.map(({ name }) => ({ externalId: name.toLowerCase(), name, kind: 'text' as const, values: [] })),
  )
}
