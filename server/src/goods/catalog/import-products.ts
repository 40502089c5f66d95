import { sql, type Selectable } from 'kysely'
import type { CatalogProducts } from '#src/database.ts'
import type { Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { articleKey } from './article-key.ts'
import { productsAdded } from './events.ts'
import { sentOr, type ImportOutcome, type Sent } from './import-outcome.ts'
import { importParts, type ImportedParts } from './import-product-parts.ts'
import { ensureBrands, ensureUnits, unitCodeOf, type ImportedUnit } from './import-units.ts'
import { mappedIds, rememberIds } from './mappings.ts'
import { slugOf } from './slug.ts'

export interface ImportedProduct extends ImportedParts {
  externalId: string
  deleted: boolean
  kind: 'goods' | 'service' | 'set' | 'container' | undefined
  name: Sent<string>
  fullName: Sent<string>
  article: Sent<string>
  manufacturerCode?: Sent<string>
  code: Sent<string>
  description: Sent<string>
  brand: Sent<string>
  manufacturer: Sent<string>
  country: Sent<string>
  baseUnit: Sent<ImportedUnit>
  vatClass: 'base' | 'reduced' | 'zero' | 'none' | undefined
  /** kilograms of one base unit */
  weightKg: Sent<string>
}

export interface ImportedOutcome {
  productId: string
  outcome: ImportOutcome
  /** categories that nobody has sent yet */
  unknownCategories: string[]
}

type Row = Pick<
  Selectable<CatalogProducts>,
  | 'id'
  | 'kind'
  | 'article'
  | 'article_key'
  | 'manufacturer_code'
  | 'manufacturer_key'
  | 'code'
  | 'name'
  | 'full_name'
  | 'description'
  | 'brand_id'
  | 'manufacturer'
  | 'country'
  | 'base_unit_id'
  | 'vat_class'
  | 'weight_kg'
  | 'active'
  | 'slug'
  | 'has_variants'
  | 'withdrawn'
>

/**
 * Upserts products by (source, external id): what was not sent is kept, what was sent empty is cleared. Batches of some
 * hundreds; ids within one call are distinct. A fixed number of statements per call. Outcomes in order.
 */
export async function importProducts(
  tx: Tx,
  source: string,
  sellerId: string,
  products: readonly ImportedProduct[],
  now: Date,
): Promise<ImportedOutcome[]> {
  const known = await mappedIds(
    tx,
    source,
    'product',
    products.map((one) => one.externalId),
  )
  const before = await rowsOf(tx, [...known.values()])
  const units = await ensureUnits(
    tx,
    products
      .flatMap((one) => (one.baseUnit ? [one.baseUnit] : []))
      .concat(products.flatMap((one) => (one.packagings ?? []).map((packaging) => packaging.unit))),
  )
  const brands = await ensureBrands(
    tx,
    products.flatMap((one) => (one.brand ? [one.brand] : [])),
  )
  const created: Row[] = []
  const changed: Row[] = []
  const ids: string[] = []
  for (const product of products) {
    const row = before.get(known.get(product.externalId) ?? '')
    const next = nextRow(product, row, units, brands)
    ids.push(next.id)
    if (!row) created.push(next)
    else if (differs(row, next)) changed.push(next)
  }
  await insertRows(tx, created, sellerId, now)
  await updateRows(tx, changed, now)
  const isNew = new Set(created.map((row) => row.id))
  await rememberIds(
    tx,
    source,
    'product',
    products
      .map((one, index) => ({ externalId: one.externalId, id: ids[index]! }))
      .filter(({ id }) => isNew.has(id)),
  )
  const parts = await importParts(
    tx,
    source,
    products.map((parts, index) => ({ productId: ids[index]!, parts })),
    units,
  )
  if (isNew.size > 0) await publish(tx, productsAdded, { productIds: [...isNew] })
  const wasChanged = new Set(changed.map((row) => row.id))
  return ids.map((productId, index) => ({
    productId,
    outcome: isNew.has(productId)
      ? 'created'
      : wasChanged.has(productId) || parts[index]!.changed
        ? 'changed'
        : 'same',
    unknownCategories: parts[index]!.unknownCategories,
  }))
}

const columns = [
  'id',
  'kind',
  'article',
  'article_key',
  'manufacturer_code',
  'manufacturer_key',
  'code',
  'name',
  'full_name',
  'description',
  'brand_id',
  'manufacturer',
  'country',
  'base_unit_id',
  'vat_class',
  'weight_kg',
  'active',
  'slug',
  'has_variants',
  'withdrawn',
] as const

async function rowsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('catalog.products')
    .select(columns)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

function nextRow(
  product: ImportedProduct,
  row: Row | undefined,
  units: ReadonlyMap<string, string>,
  brands: ReadonlyMap<string, string>,
): Row {
  const id = row?.id ?? newId()
  const name = sentOr(product.name, row?.name ?? null) ?? product.article ?? product.externalId
  const article = sentOr(product.article, row?.article ?? null)
  const manufacturerCode = sentOr(product.manufacturerCode, row?.manufacturer_code ?? null)
  const hasVariants = row?.has_variants ?? false
  // the operator's word stands above the ERP's: what he has taken off sale, only he puts back
  const withdrawn = row?.withdrawn ?? false
  return {
    id,
    kind: product.kind ?? row?.kind ?? 'goods',
    article,
    article_key: article === null ? null : articleKey(article) || null,
    manufacturer_code: manufacturerCode,
    manufacturer_key: manufacturerCode === null ? null : articleKey(manufacturerCode) || null,
    code: sentOr(product.code, row?.code ?? null),
    name,
    full_name: sentOr(product.fullName, row?.full_name ?? null),
    description: sentOr(product.description, row?.description ?? null),
    brand_id:
      product.brand === undefined
        ? (row?.brand_id ?? null)
        : product.brand === null
          ? null
          : (brands.get(product.brand.toLowerCase()) ?? null),
    manufacturer: sentOr(product.manufacturer, row?.manufacturer ?? null),
    country: sentOr(product.country, row?.country ?? null),
    base_unit_id:
      product.baseUnit === undefined && row ? row.base_unit_id : units.get(unitCodeOf(product.baseUnit))!,
    vat_class: product.vatClass ?? row?.vat_class ?? 'base',
    weight_kg: sentOr(product.weightKg, row?.weight_kg ?? null),
    active: !product.deleted && !hasVariants && !withdrawn,
    // the address stays when the name changes: links and search engines know it
    slug: row?.slug ?? slugOf(name, id),
    has_variants: hasVariants,
    withdrawn,
  }
}

function differs(before: Row, next: Row): boolean {
  return columns.some((column) =>
    column === 'weight_kg'
      ? Number(before.weight_kg) !== Number(next.weight_kg)
      : before[column] !== next[column],
  )
}

const recordset = sql`(id uuid, kind text, article text, article_key text, manufacturer_code text, manufacturer_key text, code text, name text, full_name text,
  description text, brand_id uuid, manufacturer text, country text, base_unit_id uuid, vat_class text, weight_kg numeric,
  active boolean, slug text, has_variants boolean)`

async function insertRows(tx: Tx, rows: readonly Row[], sellerId: string, now: Date): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into catalog.products (id, seller_id, kind, article, article_key, manufacturer_code, manufacturer_key, code, name, full_name, description,
      brand_id, manufacturer, country, base_unit_id, vat_class, weight_kg, active, slug, created_at, updated_at)
    select id, ${sellerId}, kind, article, article_key, manufacturer_code, manufacturer_key, code, name, full_name, description, brand_id, manufacturer, country,
      base_unit_id, vat_class, weight_kg, active, slug, ${now}, ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r${recordset}`.execute(tx)
}

async function updateRows(tx: Tx, rows: readonly Row[], now: Date): Promise<void> {
  if (rows.length === 0) return
  await sql`update catalog.products p set kind = r.kind, article = r.article, article_key = r.article_key,
      manufacturer_code = r.manufacturer_code, manufacturer_key = r.manufacturer_key, code = r.code,
      name = r.name, full_name = r.full_name, description = r.description, brand_id = r.brand_id,
      manufacturer = r.manufacturer, country = r.country, base_unit_id = r.base_unit_id, vat_class = r.vat_class,
      weight_kg = r.weight_kg, active = r.active, updated_at = ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r${recordset} where p.id = r.id`.execute(tx)
}
