import type { Tx } from '#kernel/db.ts'
import {
  importAnalogs,
  importAttributes,
  importCategories,
  importProducts,
  mappedIds,
} from '#src/goods/catalog/public.ts'
import { importWarehouses } from '#src/goods/inventory/public.ts'
import { importPriceLists } from '#src/terms/pricing/public.ts'
import { idKey } from './commerceml/external-id.ts'
import type {
  GroupRecord,
  PriceTypeRecord,
  ProductRecord,
  PropertyRecord,
  WarehouseRecord,
} from './commerceml/records.ts'
import type { ImportReport } from './import-report.ts'
import { productOfRecord } from './product-of-record.ts'
import type { Connection } from './sessions.ts'

export interface ImportContext {
  tx: Tx
  connection: Connection
  report: ImportReport
  now: Date
  /** null = the records are older than this session */
  sessionStartedAt: Date | null
  /** remembers what a full run has seen */
  touch(productIds: readonly string[]): Promise<void>
}

export async function takeGroups({ tx, connection, report }: ImportContext, groups: readonly GroupRecord[]) {
  const outcomes = await importCategories(
    tx,
    connection.source,
    groups.map((group) => ({
      externalId: idKey(group.id),
      parentExternalId: group.parentId === null ? null : idKey(group.parentId),
      name: group.name ?? group.id,
      description: group.description,
      deleted: group.deleted,
    })),
  )
  for (const outcome of outcomes) report.done('group', outcome)
}

const attributeKinds = { text: 'text', number: 'number', time: 'date', reference: 'choice' } as const

export async function takeProperties(
  { tx, connection, report }: ImportContext,
  properties: readonly PropertyRecord[],
) {
  const outcomes = await importAttributes(
    tx,
    connection.source,
    properties.map((property) => ({
      externalId: idKey(property.id),
      name: property.name ?? property.id,
      kind: attributeKinds[property.valueType],
      values: (property.values ?? []).map((one) => ({
        externalId: one.id && idKey(one.id),
        value: one.value,
      })),
    })),
  )
  for (const outcome of outcomes) report.done('property', outcome)
}

export async function takePriceTypes(
  context: ImportContext,
  types: readonly PriceTypeRecord[],
): Promise<void> {
  const { tx, connection, report, now } = context
  const seller = { id: connection.sellerId, pricesIncludeVat: connection.settings.pricesIncludeVat }
  const lists = types.map((type) => ({
    externalId: idKey(type.id),
    name: type.name,
    currency: type.currency ?? 'RUB',
    includesVat: type.includesVat,
    deleted: type.deleted,
  }))
  for (const outcome of await importPriceLists(tx, connection.source, seller, lists, now))
    report.done('priceType', outcome)
}

export async function takeWarehouses(
  { tx, connection, report }: ImportContext,
  warehouses: readonly WarehouseRecord[],
) {
  const outcomes = await importWarehouses(
    tx,
    connection.source,
    warehouses.map((one) => ({
      externalId: idKey(one.id),
      name: one.name,
      address: one.address,
      deleted: one.deleted,
    })),
  )
  for (const outcome of outcomes) report.done('warehouse', outcome)
}

/** One batch of goods. An id that stands twice counts once, the last one holds, and the report says so. */
export async function takeProducts(context: ImportContext, records: readonly ProductRecord[]): Promise<void> {
  const { tx, connection, report, now } = context
  const unique = new Map<string, ProductRecord>()
  for (const record of records) {
    const key = idKey(record.id)
    if (unique.has(key))
      report.row({ ...rowOf(record), outcome: 'skipped', code: 'duplicate_id', params: {} })
    unique.set(key, record)
  }
  const last = [...unique.values()]
  await nameUnknownProperties(context, last)
  const outcomes = await importProducts(
    tx,
    connection.source,
    connection.sellerId,
    last.map(productOfRecord),
    now,
  )
  await importAnalogs(
    tx,
    connection.source,
    last.map(({ id, analogIds }) => ({ externalId: idKey(id), analogExternalIds: analogIds?.map(idKey) })),
  )
  outcomes.forEach(({ outcome, unknownCategories }, index) => {
    report.done('product', outcome)
    for (const category of unknownCategories)
      report.row({
        ...rowOf(last[index]!),
        outcome: 'warning',
        code: 'unknown_group',
        params: { group: category },
      })
  })
  await context.touch(outcomes.map((outcome) => outcome.productId))
}

/** A property that goods name and no classifier has described becomes an attribute by the name that stands with it. */
async function nameUnknownProperties({ tx, connection }: ImportContext, records: readonly ProductRecord[]) {
  const named = new Map<string, string>()
  for (const record of records)
    for (const property of record.properties ?? [])
      named.set(idKey(property.propertyId), property.name ?? property.propertyId)
  const known = await mappedIds(tx, connection.source, 'attribute', [...named.keys()])
  const unknown = [...named].filter(([externalId]) => !known.has(externalId))
  await importAttributes(
    tx,
    connection.source,
    unknown.map(([externalId, name]) => ({ externalId, name, kind: 'text', values: [] })),
  )
}

function rowOf(record: ProductRecord) {
  return { kind: 'product', externalId: record.id, label: record.name ?? record.article ?? null }
}
