import type pg from 'pg'
import { articleKey } from '#src/goods/catalog/public.ts'
import { instant } from '../calendar.ts'
import type { DemoCompanyData, DemoProduct } from '../demo-data.ts'
import { copyRows } from './copy-rows.ts'
import type { Cell } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'
import { Slugs } from './slug.ts'

const countries: Record<string, string> = {
  RU: 'Россия',
  CN: 'Китай',
  TR: 'Турция',
  TW: 'Тайвань',
  DE: 'Германия',
  BY: 'Беларусь',
}

/** The catalogue and the warehouses with what lies in them and what is on its way. */
export async function loadGoods(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<number> {
  await loadDirectories(client, demo, ids)
  const products = await copyRows(
    client,
    'catalog.products',
    [
      'id',
      'seller_id',
      'article',
      'article_key',
      'manufacturer_code',
      'manufacturer_key',
      'code',
      'name',
      'name_en',
      'full_name',
      'description',
      'brand_id',
      'manufacturer',
      'country',
      'slug',
      'base_unit_id',
      'vat_class',
      'weight_kg',
      'volume_m3',
      'min_quantity',
      'step_quantity',
      'family_id',
      'variant_label',
      'picture_id',
      'active',
      'created_at',
      'updated_at',
    ],
    productRows(demo, ids, now),
  )
  const each = (rows: (product: DemoProduct, id: string) => Iterable<Cell[]>): Iterable<Cell[]> =>
    perProduct(demo, ids, rows)
  await copyRows(
    client,
    'catalog.product_categories',
    ['product_id', 'category_id', 'is_main'],
    each((product, id) => [[id, ids.of('category', product.category), true]]),
  )
  await copyRows(
    client,
    'catalog.packagings',
    ['id', 'product_id', 'unit_id', 'factor_numerator'],
    each((product, id) =>
      product.packagings.map(({ unit, factor }) => [
        ids.give('packaging', `${product.key}/${unit}`),
        id,
        ids.of('unit', unit),
        factor,
      ]),
    ),
  )
  await copyRows(
    client,
    'catalog.barcodes',
    ['barcode', 'product_id', 'packaging_id'],
    each((product, id) => [
      [product.barcode, id, null],
      ...product.packagings.flatMap(({ unit, barcode }) =>
        barcode === null ? [] : [[barcode, id, ids.of('packaging', `${product.key}/${unit}`)]],
      ),
    ]),
  )
  await copyRows(
    client,
    'catalog.product_attributes',
    ['product_id', 'attribute_id', 'value_id'],
    each((product, id) =>
      Object.entries(product.attributes).map(([attribute, value]) => [
        id,
        ids.of('attribute', attribute),
        ids.of('value', `${attribute}/${value}`),
      ]),
    ),
  )
  await loadMedia(client, demo, ids, now)
  await copyRows(
    client,
    'catalog.analogs',
    ['product_id', 'analog_id', 'kind', 'ratio', 'note'],
    Iterator.from(demo.links()).map((link) => [
      ids.of('product', link.from),
      ids.of('product', link.to),
      link.kind,
      link.ratio,
      link.note?.ru ?? null,
    ]),
  )
  await copyRows(
    client,
    'catalog.cross_references',
    ['product_id', 'code', 'code_key', 'owner'],
    Iterator.from(demo.crossReferences()).map(({ product, code, owner }) => [
      ids.of('product', product),
      code,
      articleKey(code),
      owner,
    ]),
  )
  await loadStock(client, demo, ids, now)
  return products
}

async function loadDirectories(client: pg.ClientBase, demo: DemoCompanyData, ids: DemoIds): Promise<void> {
  await copyRows(
    client,
    'catalog.units',
    ['id', 'code', 'name', 'name_en', 'full_name'],
    demo.units.map((unit) => [
      ids.give('unit', unit.key),
      unit.okei ?? unit.key,
      unit.short.ru,
      unit.short.en,
      unit.name.ru,
    ]),
  )
  await copyRows(
    client,
    'catalog.brands',
    ['id', 'name'],
    demo.brands.map((brand) => [ids.give('brand', brand.key), brand.name]),
  )
  const ancestors = new Map<string, string[]>()
  const slugs = new Slugs()
  await copyRows(
    client,
    'catalog.categories',
    ['id', 'parent_id', 'ancestors', 'name', 'name_en', 'slug', 'description', 'position'],
    demo.categories.map((category) => {
      const id = ids.give('category', category.key)
      const above = category.parent === null ? [] : ancestors.get(category.parent)!
      ancestors.set(category.key, [...above, id])
      return [
        id,
        category.parent && ids.of('category', category.parent),
        [...above, id],
        category.name.ru,
        category.name.en,
        slugs.of(category.name.ru),
        category.description.ru,
        category.position,
      ]
    }),
  )
  await copyRows(
    client,
    'catalog.attributes',
    ['id', 'name', 'name_en', 'kind', 'unit', 'position'],
    demo.attributes.map((attribute, i) => [
      ids.give('attribute', attribute.key),
      attribute.name.ru,
      attribute.name.en,
      attribute.kind,
      attribute.unit?.ru ?? null,
      i + 1,
    ]),
  )
  await copyRows(
    client,
    'catalog.attribute_values',
    ['id', 'attribute_id', 'value', 'value_en', 'number'],
    attributeValues(demo, ids),
  )
  await copyRows(
    client,
    'catalog.families',
    ['id', 'name', 'name_en', 'axis_attribute_ids'],
    Iterator.from(demo.families()).map((family) => [
      ids.give('family', family.key),
      family.name.ru,
      family.name.en,
      family.axes.map((axis) => ids.of('attribute', axis)),
    ]),
  )
}

/** Every value that some product has, once. */
function* attributeValues(demo: DemoCompanyData, ids: DemoIds): Generator<Cell[]> {
  const byKey = new Map(demo.attributes.map((attribute) => [attribute.key, attribute]))
  for (const product of demo.products()) {
    for (const [key, value] of Object.entries(product.attributes)) {
      if (ids.has('value', `${key}/${value}`)) continue
      const attribute = byKey.get(key)!
      const id = ids.give('value', `${key}/${value}`)
      const name = attribute.choices.find((choice) => choice.key === value)?.name
      const text = String(value)
      yield [
        id,
        ids.of('attribute', key),
        name?.ru ?? text.replace('.', ','),
        name?.en ?? text,
        attribute.kind === 'number' ? text : null,
      ]
    }
  }
}

function* productRows(demo: DemoCompanyData, ids: DemoIds, now: string): Generator<Cell[]> {
  const slugs = new Slugs()
  const brands = new Map(demo.brands.map((brand) => [brand.key, brand.name]))
  let count = 0
  for (const product of demo.products()) {
    count++
    const brand = brands.get(product.brand)!
    yield [
      ids.give('product', product.key),
      ids.of('seller', product.seller),
      product.article,
      articleKey(product.article),
      product.manufacturerCode,
      articleKey(product.manufacturerCode),
      `КР-${String(count).padStart(8, '0')}`,
      product.name.ru,
      product.name.en,
      product.name.ru.includes(brand) ? product.name.ru : `${product.name.ru}, ${brand}`,
      product.description.ru,
      ids.of('brand', product.brand),
      brand,
      countries[product.countryCode]!,
      slugs.of(product.name.ru),
      ids.of('unit', product.baseUnit),
      product.vatClass,
      product.weightKg,
      product.volumeM3,
      product.minimum,
      product.step,
      product.family && ids.of('family', product.family),
      product.variantLabel?.ru ?? null,
      ids.of('picture', product.pictures[0]!),
      !product.discontinued,
      instant(product.createdOn, 600, 3),
      now,
    ]
  }
}

async function loadMedia(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<void> {
  await copyRows(
    client,
    'catalog.pictures',
    ['id', 'product_id', 'file_id', 'position'],
    perProduct(demo, ids, (product, id) =>
      product.pictures.map((key, i) => [ids.next('media'), id, ids.of('picture', key), i]),
    ),
  )
  await copyRows(
    client,
    'catalog.documents',
    [
      'id',
      'kind',
      'title',
      'language',
      'certificate_kind',
      'number',
      'issuer',
      'valid_from',
      'valid_through',
      'file_id',
      'url',
      'created_at',
      'updated_at',
    ],
    documentRows(demo, ids, now),
  )
  await copyRows(
    client,
    'catalog.product_documents',
    ['product_id', 'document_id'],
    perProduct(demo, ids, (product, id) => [
      ...product.certificates.map((key): Cell[] => [id, ids.of('document', `paper/${key}`)]),
      ...product.manuals.map((key): Cell[] => [id, ids.of('document', `manual/${key}`)]),
      ...product.videos.map((key): Cell[] => [id, ids.of('document', `video/${key}`)]),
    ]),
  )
}

function* documentRows(demo: DemoCompanyData, ids: DemoIds, now: string): Generator<Cell[]> {
  for (const { key, kind, number, name, issuer, validFrom, validTo } of demo.certificates) {
    const id = ids.give('document', `paper/${key}`)
    const file = ids.of('paper', key)
    yield [id, 'certificate', name.ru, null, kind, number, issuer, validFrom, validTo, file, null, now, now]
  }
  for (const { key, title, brand } of demo.manuals) {
    const id = ids.give('document', `manual/${key}`)
    const name = `${title}, ${brand}`
    yield [id, 'manual', name, 'ru', null, null, null, null, null, ids.of('manual', key), null, now, now]
  }
  for (const { key, url, title } of demo.videos)
    yield [
      ids.give('document', `video/${key}`),
      'video',
      title,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      url,
      now,
      now,
    ]
}

async function loadStock(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<void> {
  await copyRows(
    client,
    'inventory.warehouses',
    ['id', 'name', 'name_en', 'address', 'region', 'position'],
    demo.warehouses.map((warehouse, i) => [
      ids.give('warehouse', warehouse.key),
      warehouse.name.ru,
      warehouse.name.en,
      warehouse.address,
      warehouse.city.ru,
      i + 1,
    ]),
  )
  await copyRows(
    client,
    'inventory.stock',
    ['product_id', 'warehouse_id', 'quantity', 'updated_at'],
    Iterator.from(demo.stock()).map((stock) => [
      ids.of('product', stock.product),
      ids.of('warehouse', stock.warehouse),
      stock.onHand,
      now,
    ]),
  )
  await copyRows(
    client,
    'inventory.lots',
    ['id', 'product_id', 'warehouse_id', 'quantity', 'eta', 'confirmed'],
    Iterator.from(demo.lots()).map((lot) => [
      ids.next('lot'),
      ids.of('product', lot.product),
      ids.of('warehouse', lot.warehouse),
      lot.quantity,
      lot.expectedOn,
      lot.confirmed,
    ]),
  )
}

function* perProduct(
  demo: DemoCompanyData,
  ids: DemoIds,
  rows: (product: DemoProduct, id: string) => Iterable<Cell[]>,
): Generator<Cell[]> {
  for (const product of demo.products()) yield* rows(product, ids.of('product', product.key))
}
