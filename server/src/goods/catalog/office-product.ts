import { AppError } from '@portal/api/errors.ts'
import type { ProductDetails } from '@portal/api/goods.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { type BesideProducts, onWire, productRows } from './office-products.ts'

/** What the rooms above know of one product. */
export interface BesideProduct extends BesideProducts {
  stockOf(
    db: Db,
    productId: string,
    language: Language,
  ): Promise<Pick<ProductDetails, 'stockByWarehouse' | 'inTransit'>>
  pricesOf(db: Db, productId: string, language: Language): Promise<ProductDetails['prices']>
  /** Contracts in force that offer it. */
  contractsOffering(db: Db, productId: string, now: Date): Promise<ProductDetails['contracts']>
  /** Names of the connections behind these sources; a source without one is absent. */
  sourceNames(db: Db, sources: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** Everything that is known of one product. */
export async function officeProduct(
  { db, language, now }: Context,
  beside: BesideProduct,
  productId: string,
): Promise<ProductDetails> {
  const [rows, own] = await Promise.all([
    productRows(db, language, sql`p.id = ${productId}`, 1),
    ownParts(db, productId, language),
  ])
  const row = rows[0]
  if (!row || !own) throw new AppError('not_found')
  const [stock, base, byWarehouse, prices, contracts, sources] = await Promise.all([
    beside.freeStock(db, [productId]),
    beside.basePrices(db, [productId], now),
    beside.stockOf(db, productId, language),
    beside.pricesOf(db, productId, language),
    beside.contractsOffering(db, productId, now),
    beside.sourceNames(
      db,
      own.mappings.map(({ source }) => source),
    ),
  ])
  return {
    ...onWire(row, stock, base),
    sellerId: own.seller_id,
    sellerName: own.seller_name,
    kind: own.kind,
    code: own.code,
    manufacturerCode: own.manufacturer_code,
    manufacturer: own.manufacturer,
    country: own.country,
    fullName: own.full_name,
    description: own.description,
    variantLabel: own.variant_label,
    family: own.family,
    vatClass: own.vat_class,
    weightKg: quantityOrNull(own.weight_kg),
    volumeM3: quantityOrNull(own.volume_m3),
    minQuantity: quantityOrNull(own.min_quantity),
    stepQuantity: quantityOrNull(own.step_quantity),
    maxQuantity: quantityOrNull(own.max_quantity),
    createdAt: own.created_at.toISOString(),
    categories: own.categories,
    packagings: own.packagings.map((packaging) => ({
      ...packaging,
      numerator: wireQuantity(packaging.numerator),
      denominator: wireQuantity(packaging.denominator),
    })),
    barcodes: own.barcodes,
    attributes: own.attributes,
    ...byWarehouse,
    prices,
    contracts,
    externalIds: own.mappings.map(({ source, externalId }) => ({
      source,
      sourceName: sources.get(source) ?? null,
      externalId,
    })),
  }
}

interface OwnParts {
  seller_id: string
  seller_name: string
  kind: ProductDetails['kind']
  code: string | null
  manufacturer_code: string | null
  manufacturer: string | null
  country: string | null
  full_name: string | null
  description: string | null
  variant_label: string | null
  family: ProductDetails['family']
  vat_class: ProductDetails['vatClass']
  weight_kg: string | null
  volume_m3: string | null
  min_quantity: string | null
  step_quantity: string | null
  max_quantity: string | null
  created_at: Date
  categories: ProductDetails['categories']
  packagings: ProductDetails['packagings']
  barcodes: ProductDetails['barcodes']
  attributes: ProductDetails['attributes']
  mappings: { source: string; externalId: string }[]
}

async function ownParts(db: Db, productId: string, language: Language): Promise<OwnParts | undefined> {
  const name = (alias: string, column = 'name') => {
    const own = sql.raw(`${alias}.${column}`)
    return language === 'en' ? sql`coalesce(${sql.raw(`${alias}.${column}_en`)}, ${own})` : own
  }
  const { rows } = await sql<OwnParts>`
    select p.seller_id, s.name as seller_name, p.kind, p.code, p.manufacturer_code, p.manufacturer, p.country,
      p.full_name, p.description, p.variant_label, p.vat_class, p.weight_kg, p.volume_m3, p.min_quantity,
      p.step_quantity, p.max_quantity, p.created_at,
      (select json_build_object('id', f.id, 'name', ${name('f')}) from catalog.families f where f.id = p.family_id) as family,
      (select coalesce(json_agg(json_build_object('id', k.id, 'isMain', pc.is_main, 'path',
          (select json_agg(${name('a')} order by place) from unnest(k.ancestors) with ordinality as up(id, place)
           join catalog.categories a on a.id = up.id)) order by pc.is_main desc, k.name), '[]')
       from catalog.product_categories pc join catalog.categories k on k.id = pc.category_id
       where pc.product_id = p.id) as categories,
      (select coalesce(json_agg(json_build_object('id', g.id, 'unitName', ${name('u')}, 'numerator',
          g.factor_numerator::text, 'denominator', g.factor_denominator::text, 'active', g.active)
          order by g.factor_numerator / g.factor_denominator), '[]')
       from catalog.packagings g join catalog.units u on u.id = g.unit_id where g.product_id = p.id) as packagings,
      (select coalesce(json_agg(json_build_object('barcode', c.barcode, 'unitName', ${name('u')})
          order by c.packaging_id nulls first, c.barcode), '[]')
       from catalog.barcodes c left join catalog.packagings g on g.id = c.packaging_id
       left join catalog.units u on u.id = g.unit_id where c.product_id = p.id) as barcodes,
      (select coalesce(json_agg(json_build_object('id', v.id, 'name', ${name('a')}, 'value', ${name('v', 'value')},
          'unit', a.unit) order by a.position, a.name, v.value), '[]')
       from catalog.product_attributes pa join catalog.attributes a on a.id = pa.attribute_id
       join catalog.attribute_values v on v.id = pa.value_id where pa.product_id = p.id) as attributes,
      (select coalesce(json_agg(json_build_object('source', x.source, 'externalId', x.external_id)
          order by x.source, x.external_id), '[]')
       from catalog.mappings x where x.kind = 'product' and x.entity_id = p.id) as mappings
    from catalog.products p join sellers.sellers s on s.id = p.seller_id
    where p.id = ${productId}`.execute(db)
  return rows[0]
}

function quantityOrNull(value: string | null): string | null {
  return value === null ? null : wireQuantity(value)
}
