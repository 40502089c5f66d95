import type { FeedMapping, MappedColumn } from '@portal/api/feeds.ts'
import { AppError } from '@portal/api/errors.ts'
import { transaction, type Db, type Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { record, type Doer } from '#src/people/audit/public.ts'
import { queueTask } from './create-import.ts'
import type { ReadSheet } from './files/read-price-file.ts'
import { importOf } from './import-state.ts'
import { rememberColumns } from './remember-columns.ts'
import { sourceOf } from './source.ts'
import { checkTask } from './tasks.ts'

const open = new Set(['mapping', 'ready', 'asks'])

/** Takes a person's choice of columns, remembers it for such files, and has the rows checked with it. */
export async function setMapping(
  context: Doer & { db: Db },
  importId: string,
  mapping: FeedMapping,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    await tx.selectFrom('feeds.imports').select('id').where('id', '=', importId).forUpdate().execute()
    const found = await importOf(tx, importId)
    if (!found) throw new AppError('not_found')
    if (!open.has(found.state)) throw new AppError('wrong_state')
    const source = await sourceOf(tx, found.source_id)
    if (!source) throw new AppError('not_found')
    const sheets = found.sheets as ReadSheet[]
    const known = new Set(sheets.map(({ name }) => name))
    const used = mapping.sheets.filter((one) => one.use && known.has(one.sheet))
    if (!used.some(({ columns }) => isEnough(columns))) throw new AppError('columns_not_found')
    const whole = { sheets: mapping.sheets.filter(({ sheet }) => known.has(sheet)) }
    await checkTargets(
      tx,
      source.sellerId,
      used.flatMap(({ columns }) => columns),
    )
    await rememberColumns(tx, source.id, sheets, whole, context.now)
    await tx
      .updateTable('feeds.imports')
      .set({ state: 'checking', progress: 40, mapping: JSON.stringify(whole), asks: '[]', outcomes: '{}' })
      .where('id', '=', importId)
      .execute()
    await queueTask(tx, checkTask, importId, source.id)
    await record(tx, context, {
      action: 'feed_import.map',
      entityKind: 'feed_import',
      entityId: importId,
      details: { sheets: used.length },
    })
    await tellBrowsers(tx, { topic: 'exchange', id: importId, operator: true })
  })
}

/** Something to know a product by, and something to say of it. */
function isEnough(columns: readonly MappedColumn[]): boolean {
  const roles = new Set(columns.map(({ role }) => role))
  const named = (['name', 'article', 'manufacturerCode', 'barcode', 'externalId'] as const).some((role) =>
    roles.has(role),
  )
  return named && (roles.has('price') || roles.has('stock') || roles.has('name'))
}

/** Own lists and warehouses that columns point at are there, the lists of this seller and in the column's currency. */
async function checkTargets(tx: Tx, sellerId: string, columns: readonly MappedColumn[]): Promise<void> {
  const listIds = [
    ...new Set(columns.flatMap((one) => (one.role === 'price' ? (one.priceListId ?? []) : []))),
  ]
  const lists = listIds.length
    ? await tx
        .selectFrom('pricing.price_lists')
        .select(['id', 'currency'])
        .where('id', 'in', listIds)
        .where('seller_id', '=', sellerId)
        .execute()
    : []
  const currencies = new Map(lists.map((list) => [list.id, list.currency]))
  for (const column of columns) {
    if (column.role !== 'price' || column.priceListId === null) continue
    const currency = currencies.get(column.priceListId)
    if (currency === undefined) throw new AppError('not_found')
    if (column.currency !== null && column.currency !== currency)
      throw new AppError('price_list_currency', { list: currency, contract: column.currency })
  }
  const storeIds = [
    ...new Set(columns.flatMap((one) => (one.role === 'stock' ? (one.warehouseId ?? []) : []))),
  ]
  const stores = storeIds.length
    ? await tx.selectFrom('inventory.warehouses').select('id').where('id', 'in', storeIds).execute()
    : []
  if (stores.length < storeIds.length) throw new AppError('not_found')
}
