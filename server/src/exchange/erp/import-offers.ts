import { baseUnit } from '@portal/api/primitives.ts'
import { importVariants, mappedIds } from '#src/goods/catalog/public.ts'
import { createWarehouse, importStock, mappedWarehouses } from '#src/goods/inventory/public.ts'
import { importPrices, mappedPriceLists, type ImportedPrice } from '#src/terms/pricing/public.ts'
import { idKey } from './commerceml/external-id.ts'
import type { OfferRecord, PriceData } from './commerceml/records.ts'
import type { ImportContext } from './import-catalog.ts'
import { unitsOf, type ProductUnit } from './product-units.ts'
import { quarantine } from './quarantine.ts'
import { releaseCounted } from './release-counted.ts'

/** Where a stock without a warehouse is kept. */
const onlyWarehouse = { externalId: '', name: 'Основной склад', address: undefined, deleted: false }

/** One batch of offers: variants, prices and stock. An absent part leaves what is known (law 8). */
export async function takeOffers(context: ImportContext, records: readonly OfferRecord[]): Promise<void> {
  const { report } = context
  const unique = new Map<string, OfferRecord>()
  for (const record of records) {
    const key = idKey(record.id)
    if (unique.has(key))
      report.row({ ...rowOf(record), outcome: 'skipped', code: 'duplicate_id', params: {} })
    unique.set(key, record)
  }
  const offers = [...unique.values()]
  const products = await productsOf(context, offers)
  const known: { offer: OfferRecord; productId: string }[] = []
  for (const offer of offers) {
    const productId = products.get(idKey(offer.id))
    if (productId) known.push({ offer, productId })
    else {
      await quarantine(context, 'offer', offer, { kind: 'product', externalId: idKey(offer.productId) })
      report.row({
        ...rowOf(offer),
        outcome: 'quarantined',
        code: 'unknown_product',
        params: { product: offer.productId },
      })
    }
  }
  const changed = new Set<string>()
  await takePrices(context, known, changed)
  await takeStock(context, known, changed)
  for (const { productId } of known) report.done('offer', changed.has(productId) ? 'changed' : 'same')
  await context.touch(known.map(({ productId }) => productId))
}

/** Offers of a characteristic are variants of their good; the others are the good itself. */
async function productsOf(
  context: ImportContext,
  offers: readonly OfferRecord[],
): Promise<Map<string, string>> {
  const { tx, connection, now } = context
  const variants = offers.filter((offer) => offer.characteristicId !== null)
  const { ids } = await importVariants(
    tx,
    connection.source,
    variants.map((offer) => ({
      externalId: idKey(offer.id),
      goodExternalId: idKey(offer.productId),
      label: labelOf(offer),
      name: offer.name ?? null,
      article: offer.article ?? null,
      deleted: offer.deleted,
    })),
    now,
  )
  const plain = offers.filter((offer) => offer.characteristicId === null)
  const own = await mappedIds(
    tx,
    connection.source,
    'product',
    plain.map((offer) => idKey(offer.id)),
  )
  return new Map([...ids, ...own])
}

function labelOf(offer: OfferRecord): string {
  const values = (offer.characteristics ?? []).map((one) => one.value).filter((value) => value !== '')
  const inBrackets = /\(([^()]+)\)\s*$/.exec(offer.name ?? '')?.[1]
  return values.join(', ') || inBrackets || offer.characteristicId || ''
}

interface Known {
  offer: OfferRecord
  productId: string
}

async function takePrices(
  context: ImportContext,
  offers: readonly Known[],
  changed: Set<string>,
): Promise<void> {
  const { tx, connection, report } = context
  const priced = offers.filter(({ offer }) => offer.prices !== undefined)
  if (priced.length === 0) return
  const lists = await mappedPriceLists(tx, connection.source)
  const units = await unitsOf(
    tx,
    priced.map(({ productId }) => productId),
  )
  const prices = new Map<string, ImportedPrice>()
  for (const { offer, productId } of priced)
    for (const price of offer.prices ?? []) {
      report.read('price')
      const list = lists.get(idKey(price.priceTypeId))
      const row = { ...rowOf(offer), kind: 'price' }
      if (!list) {
        await quarantine(
          context,
          'price',
          { ...offer, prices: [price], quantity: undefined, stocks: undefined },
          {
            kind: 'priceType',
            externalId: idKey(price.priceTypeId),
          },
        )
        report.row({
          ...row,
          outcome: 'quarantined',
          code: 'unknown_price_type',
          params: { type: price.priceTypeId },
        })
        continue
      }
      if (price.currency !== null && price.currency !== list.currency) {
        report.row({
          ...row,
          outcome: 'skipped',
          code: 'currency_differs',
          params: { price: price.currency, list: list.currency },
        })
        continue
      }
      const unit = unitOf(price, units.get(productId) ?? [])
      if (unit.assumed)
        report.row({
          ...row,
          outcome: 'warning',
          code: 'unit_assumed',
          params: { unit: price.unitName ?? price.unitCode ?? '' },
        })
      if (price.amount === null)
        report.row({ ...row, outcome: 'warning', code: 'price_empty', params: { type: list.name } })
      const minQuantity = price.minQuantity ?? '0'
      prices.set(`${list.id} ${productId} ${unit.packagingId} ${minQuantity}`, {
        priceListId: list.id,
        productId,
        packagingId: unit.packagingId,
        minQuantity,
        amount: price.amount,
        perQuantity: unit.perQuantity,
      })
    }
  const rows = [...prices.values()]
  const done = await importPrices(tx, rows)
  count(context, 'price', done)
  if (done.created + done.changed > 0) for (const row of rows) changed.add(row.productId)
}

/** A price stands for Единица x Коэффициент: the unit says which packaging, the factor how many of it (never divided). */
function unitOf(price: PriceData, units: readonly ProductUnit[]) {
  const wanted = [price.unitCode, price.unitName].filter((one) => one !== null).map(unitKey)
  const found = units.find(
    (unit) => wanted.includes(unitKey(unit.code)) || wanted.includes(unitKey(unit.name)),
  )
  const perQuantity = price.factor !== null && Number(price.factor) > 0 ? price.factor : '1'
  if (found && found.packagingId !== baseUnit)
    return { packagingId: found.packagingId, perQuantity: '1', assumed: false }
  return { packagingId: baseUnit, perQuantity, assumed: !found && wanted.length > 0 }
}

/** `шт.` and `шт` are one unit. */
function unitKey(text: string): string {
  return text.trim().toLowerCase().replace(/\.$/, '')
}

async function takeStock(
  context: ImportContext,
  offers: readonly Known[],
  changed: Set<string>,
): Promise<void> {
  const { tx, connection, report, now } = context
  const warehouses = await mappedWarehouses(tx, connection.source)
  const stocks = new Map<string, { productId: string; warehouseId: string; quantity: string }>()
  const put = async (productId: string, externalId: string, quantity: string) => {
    let warehouseId = warehouses.get(externalId)
    if (!warehouseId) {
      const made = externalId === '' ? onlyWarehouse : { ...onlyWarehouse, externalId, name: null }
      warehouseId = await createWarehouse(tx, connection.source, made)
      warehouses.set(externalId, warehouseId)
      if (externalId !== '')
        report.row({
          kind: 'warehouse',
          externalId,
          label: null,
          outcome: 'warning',
          code: 'warehouse_unnamed',
          params: {},
        })
    }
    report.read('stock')
    stocks.set(`${productId} ${warehouseId}`, { productId, warehouseId, quantity })
  }
  for (const { offer, productId } of offers) {
    for (const stock of offer.stocks ?? []) await put(productId, idKey(stock.warehouseId), stock.quantity)
    // a total beside a list of warehouses says nothing new; alone it is the stock
    if (offer.stocks === undefined && typeof offer.quantity === 'string')
      await put(productId, '', offer.quantity)
  }
  const rows = [...stocks.values()]
  const done = await importStock(tx, rows, now)
  await releaseCounted(
    context,
    rows.map((row) => row.productId),
  )
  count(context, 'stock', done)
  if (done.created + done.changed > 0) for (const row of rows) changed.add(row.productId)
}

function count(
  { report }: ImportContext,
  kind: string,
  done: { created: number; changed: number; same: number },
): void {
  for (const outcome of ['created', 'changed', 'same'] as const)
    if (done[outcome] > 0) report.done(kind, outcome, done[outcome])
}

function rowOf(offer: OfferRecord) {
  return { kind: 'offer', externalId: offer.id, label: offer.name ?? offer.article ?? null }
}
