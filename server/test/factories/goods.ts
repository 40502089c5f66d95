import type { Insertable } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
import type { DB } from '#src/database.ts'

type Row<Table extends keyof DB> = Partial<Insertable<DB[Table]>>

const now = new Date('2026-01-01T00:00:00Z')
let serial = 0

/** A number that no other row of this test run has. */
export function next(): number {
  serial += 1
  return serial
}

export async function makeSellerForGoods(db: Db, row: Row<'sellers.sellers'> = {}): Promise<string> {
  const id = newId()
  const name = `Seller ${next()}`
  await db
    .insertInto('sellers.sellers')
    .values({
      id,
      kind: 'own',
      name,
      full_name: name,
      inn: '7707083893',
      vat_regime: 'general',
      created_at: now,
      ...row,
    })
    .execute()
  return id
}

/** `шт` by default; a second one of the same code is the same unit. */
export async function makeUnit(db: Db, row: Row<'catalog.units'> = {}): Promise<string> {
  const unit = { id: newId(), code: '796', name: 'шт', name_en: 'pc', ...row }
  const { id } = await db
    .insertInto('catalog.units')
    .values(unit)
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ code: unit.code }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function makeCategory(db: Db, row: Row<'catalog.categories'> = {}): Promise<string> {
  const id = row.id ?? newId()
  const above = row.parent_id
    ? await db
        .selectFrom('catalog.categories')
        .select('ancestors')
        .where('id', '=', row.parent_id)
        .executeTakeFirstOrThrow()
    : { ancestors: [] }
  const number = next()
  await db
    .insertInto('catalog.categories')
    .values({
      name: `Category ${number}`,
      slug: `category-${number}`,
      ...row,
      id,
      ancestors: [...above.ancestors, id],
    })
    .execute()
  return id
}

export interface MakeProduct extends Row<'catalog.products'> {
  /** the first is the main one */
  categories?: string[]
  /** what is put on warehouses: id -> base units */
  stock?: Record<string, string | number>
}

/** A product counted in pieces, of a seller of its own unless one is named. */
export async function makeProduct(db: Db, overrides: MakeProduct = {}): Promise<string> {
  const { categories = [], stock = {}, ...row } = overrides
  const id = row.id ?? newId()
  const number = next()
  const article = row.article === undefined ? `ART-${number}` : row.article
  await db
    .insertInto('catalog.products')
    .values({
      name: `Product ${number}`,
      slug: `product-${number}`,
      seller_id: row.seller_id ?? (await makeSellerForGoods(db)),
      base_unit_id: row.base_unit_id ?? (await makeUnit(db)),
      created_at: now,
      updated_at: now,
      ...row,
      id,
      article,
      article_key: article && articleKey(article),
      manufacturer_key: row.manufacturer_code ? articleKey(row.manufacturer_code) : null,
    })
    .execute()
  if (categories.length > 0)
    await db
      .insertInto('catalog.product_categories')
      .values(categories.map((category_id, place) => ({ product_id: id, category_id, is_main: place === 0 })))
      .execute()
  for (const [warehouseId, quantity] of Object.entries(stock)) await makeStock(db, id, warehouseId, quantity)
  return id
}

/** A box of 12 by default. */
export async function makePackaging(
  db: Db,
  productId: string,
  row: Row<'catalog.packagings'> & { factor?: string | number } = {},
): Promise<string> {
  const { factor = 12, ...rest } = row
  const id = newId()
  await db
    .insertInto('catalog.packagings')
    .values({
      id,
      product_id: productId,
      unit_id: rest.unit_id ?? (await makeUnit(db, { code: '778', name: 'упак', name_en: 'pack' })),
      factor_numerator: String(factor),
      ...rest,
    })
    .execute()
  return id
}

export async function makeBarcode(db: Db, productId: string, barcode: string): Promise<void> {
  await db.insertInto('catalog.barcodes').values({ product_id: productId, barcode }).execute()
}

export async function makeBrand(db: Db, name = `Brand ${next()}`): Promise<string> {
  const id = newId()
  await db.insertInto('catalog.brands').values({ id, name }).execute()
  return id
}

/** Gives a product a value of an attribute; both are made when they are not there yet. */
export async function makeAttribute(
  db: Db,
  productId: string,
  name: string,
  value: string,
): Promise<{ attributeId: string; valueId: string }> {
  const attribute = await db
    .selectFrom('catalog.attributes')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst()
  const attributeId = attribute?.id ?? newId()
  if (!attribute) await db.insertInto('catalog.attributes').values({ id: attributeId, name }).execute()
  const known = await db
    .selectFrom('catalog.attribute_values')
    .select('id')
    .where('attribute_id', '=', attributeId)
    .where('value', '=', value)
    .executeTakeFirst()
  const valueId = known?.id ?? newId()
  if (!known)
    await db
      .insertInto('catalog.attribute_values')
      .values({ id: valueId, attribute_id: attributeId, value })
      .execute()
  await db
    .insertInto('catalog.product_attributes')
    .values({ product_id: productId, attribute_id: attributeId, value_id: valueId })
    .execute()
  return { attributeId, valueId }
}

export async function makeWarehouse(db: Db, row: Row<'inventory.warehouses'> = {}): Promise<string> {
  const id = newId()
  await db
    .insertInto('inventory.warehouses')
    .values({ id, name: `Warehouse ${next()}`, ...row })
    .execute()
  return id
}

/** Sets the stock of a product in a warehouse, in base units. */
export async function makeStock(
  db: Db,
  productId: string,
  warehouseId: string,
  quantity: string | number,
): Promise<void> {
  await db
    .insertInto('inventory.stock')
    .values({ product_id: productId, warehouse_id: warehouseId, quantity: String(quantity), updated_at: now })
    .onConflict((conflict) =>
      conflict.columns(['product_id', 'warehouse_id']).doUpdateSet({ quantity: String(quantity) }),
    )
    .execute()
}
