import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import { mappedIds } from '#src/goods/catalog/public.ts'
import { companyOfErp } from '#src/people/organizations/public.ts'
import { contractOfErp } from '#src/terms/contracts/public.ts'
import { applyErpAnswer, placeErpOrder, type ErpLine } from '#src/trade/orders/public.ts'
import { idKey } from './commerceml/external-id.ts'
import type { DocumentRecord } from './commerceml/records.ts'
import type { ImportContext } from './import-catalog.ts'
import {
  BadDocument,
  kindOf,
  markOfOwnDocument,
  orderOfDocument,
  type DocumentOfOrder,
} from './order-of-document.ts'
import { unitsOf, type ProductUnit } from './product-units.ts'
import { quarantine } from './quarantine.ts'

/** Documents that 1C sends: its orders first, then payments and shipments that came as documents of their own. */
export async function takeDocuments(
  context: ImportContext,
  documents: readonly DocumentRecord[],
): Promise<void> {
  for (const document of documents.filter((one) => kindOf(one) === 'order'))
    await takeOrder(context, document)
  for (const document of documents) {
    const kind = kindOf(document)
    if (kind === 'payment' || kind === 'shipment') await takeMark(context, document, kind)
    if (kind === 'other')
      skip(context, document, 'document_of_other_kind', { operation: document.operation ?? '' })
  }
}

async function takeOrder(context: ImportContext, document: DocumentRecord): Promise<void> {
  try {
    const said = orderOfDocument(document)
    const known = await findOrder(context, document.number, said.erpId)
    if (known) await answerKnown(context, document, said, known)
    else await placeUnknown(context, document, said)
  } catch (error) {
    if (!(error instanceof BadDocument)) throw error
    skip(context, document, error.code, error.params)
  }
}

interface KnownOrder {
  id: string
  version: number
  confirmedVersion: number | null
  answerHash: string | null
}

/** By the site's number first, then by 1C's own id; only orders of the connection's seller. */
async function findOrder(
  { tx, connection }: ImportContext,
  number: string | null,
  erpId: string | null,
): Promise<KnownOrder | null> {
  const { rows } = await sql<KnownOrder>`
    select o.id, o.version, e.confirmed_version as "confirmedVersion", e.answer_hash as "answerHash"
    from orders.orders o
    left join erp.order_exports e on e.order_id = o.id and e.connection_id = ${connection.id}
    where o.seller_id = ${connection.sellerId}
      and (o.number = ${number} or o.id = (select x.order_id from erp.order_exports x
        where x.connection_id = ${connection.id} and x.erp_id = ${erpId}))
    order by o.number is not distinct from ${number} desc limit 1`.execute(tx)
  return rows[0] ?? null
}

async function answerKnown(
  context: ImportContext,
  document: DocumentRecord,
  said: DocumentOfOrder,
  known: KnownOrder,
): Promise<void> {
  const { tx, report, now } = context
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex')
  if (known.answerHash === hash) return report.done('order', 'same')
  // changed here since 1C took it: its lines are about what was, only its marks hold
  const outdated = known.confirmedVersion !== null && known.version > known.confirmedVersion
  if (outdated)
    report.row({ ...rowOf(document), outcome: 'warning', code: 'order_changed_since', params: {} })
  const lines = outdated || !said.lines ? undefined : await linesOf(context, said.lines)
  const { changed } = await applyErpAnswer(
    tx,
    {
      orderId: known.id,
      erpNumber: said.erpNumber,
      cancelled: said.cancelled,
      paid: said.paid,
      shipped: said.shipped,
      lines,
    },
    now,
  )
  report.done('order', changed ? 'changed' : 'same')
  if (lines) await compareTotal(context, document, known.id)
  await remember(context, known.id, said, outdated ? null : hash)
}

/** An order that was made in 1C. Its customer must be known; otherwise it waits. */
async function placeUnknown(
  context: ImportContext,
  document: DocumentRecord,
  said: DocumentOfOrder,
): Promise<void> {
  const { tx, connection, report, now } = context
  if (said.cancelled) return skip(context, document, 'unknown_order_cancelled', {})
  if (!said.lines?.length) throw new BadDocument('order_without_lines', {})
  const buyer =
    document.counterparties.find((one) => one.role?.toLowerCase() === 'покупатель') ??
    document.counterparties[0]
  const companyId =
    buyer &&
    (await companyOfErp(tx, connection.source, {
      externalId: buyer.id === null ? null : idKey(buyer.id),
      inn: buyer.inn,
      kpp: buyer.kpp,
    }))
  const contractNumber = document.requisites.find((one) => one.name === 'Договор')?.values[0] ?? null
  const contractId = companyId
    ? await contractOfErp(tx, companyId, connection.sellerId, contractNumber, now)
    : null
  if (!companyId || !contractId) {
    const party = buyer?.inn ?? buyer?.name ?? ''
    const waiting = {
      ...document,
      id: document.id ?? document.number ?? '',
      name: buyer?.name ?? null,
      article: null,
    }
    await quarantine(context, 'order', waiting, {
      kind: companyId ? 'contract' : 'company',
      externalId: party,
    })
    const code = companyId ? 'no_contract' : 'unknown_company'
    return report.row({
      ...rowOf(document),
      outcome: 'quarantined',
      code,
      params: { company: buyer?.name ?? party },
    })
  }
  const { id } = await placeErpOrder(
    tx,
    {
      companyId,
      contractId,
      sellerId: connection.sellerId,
      currency: document.currency ?? 'RUB',
      pricesIncludeVat: said.includesVat ?? connection.settings.pricesIncludeVat,
      erpNumber: said.erpNumber,
      comment: document.comment,
      lines: await linesOf(context, said.lines),
    },
    now,
  )
  await applyErpAnswer(
    tx,
    {
      orderId: id,
      erpNumber: said.erpNumber,
      cancelled: false,
      paid: said.paid,
      shipped: said.shipped,
      lines: undefined,
    },
    now,
  )
  report.done('order', 'created')
  await compareTotal(context, document, id)
  await remember(context, id, said, null)
}

async function takeMark(
  context: ImportContext,
  document: DocumentRecord,
  kind: 'payment' | 'shipment',
): Promise<void> {
  const { tx, report, now } = context
  const known = await findOrder(context, document.basis, null)
  if (!known) return skip(context, document, 'unknown_order', { number: document.basis ?? '' })
  const mark = markOfOwnDocument(document)
  const { changed } = await applyErpAnswer(
    tx,
    {
      orderId: known.id,
      erpNumber: null,
      cancelled: false,
      paid: kind === 'payment' ? mark : undefined,
      shipped: kind === 'shipment' ? mark : undefined,
      lines: undefined,
    },
    now,
  )
  report.done('order', changed ? 'changed' : 'same')
}

/** Goods by their id in 1C. A line of unknown goods stands under the name that 1C gives it. */
async function linesOf(
  { tx, connection }: ImportContext,
  lines: NonNullable<DocumentOfOrder['lines']>,
): Promise<ErpLine[]> {
  const keys = lines.flatMap(({ productKey }) => productKey ?? [])
  const ids = await mappedIds(tx, connection.source, 'product', keys)
  const ours = await ownIds(
    tx,
    keys.filter((key) => !ids.has(key)),
  )
  const found = lines.map(({ productKey, ...line }) => ({
    ...line,
    productId: (productKey && (ids.get(productKey) ?? (ours.has(productKey) ? productKey : null))) || null,
  }))
  const units = await unitsOf(
    tx,
    found.flatMap((line) => (line.factor === null && line.productId ? [line.productId] : [])),
  )
  return found.map((line) => ({
    ...line,
    factor: line.factor ?? factorOf(line, units.get(line.productId ?? '') ?? []),
  }))
}

/** Where the document does not say how many base units its unit holds, the catalogue knows, or nobody does. */
function factorOf(line: Pick<ErpLine, 'unitCode' | 'unitName'>, units: readonly ProductUnit[]) {
  const fitting = units.filter((unit) => unit.code === line.unitCode || unit.name === line.unitName)
  const [only] = fitting
  return only && fitting.length === 1 ? decimal(only.factor) : null
}

/** Goods that 1C had never sent are given to it under our own ids, and come back under them. */
async function ownIds(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  const uuids = keys.filter((key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key))
  if (uuids.length === 0) return new Set()
  const rows = await tx.selectFrom('catalog.products').select('id').where('id', 'in', uuids).execute()
  return new Set(rows.map((row) => row.id))
}

async function compareTotal(
  { tx, report }: ImportContext,
  document: DocumentRecord,
  orderId: string,
): Promise<void> {
  if (document.amount === null) return
  const { gross } = await tx
    .selectFrom('orders.orders')
    .select('gross')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  if (decimal(gross).minus(decimal(document.amount)).abs().gt('0.01'))
    report.row({
      ...rowOf(document),
      outcome: 'warning',
      code: 'total_differs',
      params: { document: document.amount, order: decimal(gross).toFixed(2) },
    })
}

async function remember(
  { tx, connection, now }: ImportContext,
  orderId: string,
  said: DocumentOfOrder,
  hash: string | null,
): Promise<void> {
  // 1C writes the wall clock of the seller
  const local = (at: string | null | undefined) => sql`${at ?? null}::timestamp at time zone
    (select time_zone from sellers.sellers where id = ${connection.sellerId})`
  await sql`insert into erp.order_exports as e
      (connection_id, order_id, erp_id, erp_number, paid_number, paid_at, shipped_number, shipped_at, answer_hash, answered_at)
    values (${connection.id}, ${orderId}, ${said.erpId}, ${said.erpNumber}, ${said.paid?.number ?? null},
      ${local(said.paid?.at)}, ${said.shipped?.number ?? null}, ${local(said.shipped?.at)}, ${hash}, ${now})
    on conflict (connection_id, order_id) do update set
      erp_id = coalesce(excluded.erp_id, e.erp_id), erp_number = coalesce(excluded.erp_number, e.erp_number),
      paid_number = excluded.paid_number, paid_at = excluded.paid_at, shipped_number = excluded.shipped_number,
      shipped_at = excluded.shipped_at, answer_hash = excluded.answer_hash, answered_at = excluded.answered_at`.execute(
    tx,
  )
}

function skip(
  { report }: ImportContext,
  document: DocumentRecord,
  code: string,
  params: Record<string, string>,
): void {
  report.row({ ...rowOf(document), outcome: 'skipped', code, params })
}

function rowOf(document: DocumentRecord) {
  return { kind: 'order', externalId: document.id, label: document.number }
}
