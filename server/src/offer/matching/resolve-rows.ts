import type { RowOutcome, RowReason } from '@portal/api/matching.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, one, wireQuantity, zero } from '#kernel/money.ts'
import {
  checkQuantity,
  enoughAsShown,
  type Conditions,
  loadOffered,
  loadOwnPrices,
  type Offered,
  type OwnPrices,
  type PricedLine,
  readQuantity,
} from '#src/offer/showcase/public.ts'
import { splitQuantity, splitRow } from './read-article.ts'
import { type ForeignCode, type Recognised, recognise } from './recognise.ts'
import { unitNamed } from './unit-names.ts'

/** A row as somebody wrote it. A quantity or unit that is undefined was not asked for; an empty one was left out. */
export interface WrittenRow {
  /** what people find the row by: a line of the paste, a row of the sheet */
  rowNumber: number
  article: string
  quantity?: string
  unit?: string
  /** a formula stood in the article's or the quantity's cell */
  formula?: boolean
  /** what somebody chose, whatever the article and the unit's word mean */
  productId?: string
  packagingId?: string
}

export interface Resolution {
  rowNumber: number
  outcome: RowOutcome
  reasons: RowReason[]
  productId: string | null
  packagingId: string | null
  /** in that packaging */
  quantity: Decimal | null
  candidateIds: string[]
}

/**
 * Recognises rows: one answer for each, in their order (law 7). Rows of one product and unit are summed into the first,
 * the others are marked as duplicates; the sum is brought to what can be bought, and says so. A fixed number of queries
 * for each five thousand rows; `told` hears what part of the work is done, up to 1.
 */
export async function resolveRows(
  db: Db,
  conditions: Conditions,
  rows: readonly WrittenRow[],
  told: (part: number) => Promise<void> = async () => undefined,
): Promise<Resolution[]> {
  const read: ReadRow[] = []
  const offered = new Map<string, Offered>()
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = await readRows(db, conditions, rows.slice(from, from + atOnce), { candidates: false })
    read.push(...part.read)
    for (const [id, product] of part.offered) offered.set(id, product)
    await told((Math.min(from + atOnce, rows.length) / rows.length) * 0.7)
  }
  const resolved = resolveAll(offered, read)
  const lines = linesOf(resolved)
  if (conditions.terms.kind === 'guest') return resolved
  for (let from = 0; from < lines.length; from += atOnce) {
    const part = lines.slice(from, from + atOnce)
    const ids = part.map((line) => line.productId)
    markOnRequest(part, await loadOwnPrices(db, conditions.terms, ids, conditions))
    await told(0.7 + 0.3 * (Math.min(from + atOnce, lines.length) / lines.length))
  }
  return resolved
}

/** The same before anybody has asked for prices, with what is offered of the products found and of candidates. */
export async function recogniseRows(
  db: Db,
  conditions: Conditions,
  rows: readonly WrittenRow[],
): Promise<{ resolved: Resolution[]; offered: Map<string, Offered> }> {
  const { read, offered } = await readRows(db, conditions, rows, { candidates: true })
  return { resolved: resolveAll(offered, read), offered }
}

/** Articles that nothing knows are compared with all goods once for each part, so parts are few. */
const atOnce = 5000

/** A row, and what its article was recognised as. */
interface ReadRow {
  row: WrittenRow
  recognised: Recognised
}

async function readRows(
  db: Db,
  conditions: Conditions,
  rows: readonly WrittenRow[],
  wanted: { candidates: boolean },
): Promise<{ read: ReadRow[]; offered: Map<string, Offered> }> {
  const split = rows.map((row) =>
    row.quantity === undefined && !row.productId ? splitRow(row.article) : null,
  )
  const articles = rows.flatMap((row, index) => [
    row.article,
    ...(split[index] ? [split[index].article] : []),
  ])
  const recognised = await recognise(db, conditions, articles)
  const read = rows.map((row, index): ReadRow => {
    if (row.productId)
      return { row, recognised: { kind: 'found', productId: row.productId, packagingId: null, by: null } }
    const whole = recognised.get(row.article)!
    const parts = split[index]
    const part = parts && whole.kind === 'unknown' ? recognised.get(parts.article)! : null
    if (!parts || !part || part.kind === 'unknown') return { row, recognised: whole }
    return { row: { ...row, ...parts, unit: row.unit ?? parts.unit }, recognised: part }
  })
  const found = read.flatMap(({ recognised: known }) => {
    if (known.kind === 'found') return known.productId
    return wanted.candidates && known.kind !== 'unknown' ? known.productIds : []
  })
  return { read, offered: await loadOffered(db, conditions, [...new Set(found)]) }
}

function resolveAll(offered: Map<string, Offered>, read: readonly ReadRow[]): Resolution[] {
  const resolved = read.map(({ row, recognised }) => resolve(offered, row, recognised))
  mergeDuplicates(resolved)
  for (const each of resolved) checkSum(offered, each)
  return resolved
}

const usable = (each: Resolution) =>
  each.quantity !== null && (each.outcome === 'found' || each.outcome === 'changed')

function resolve(offered: Map<string, Offered>, row: WrittenRow, known: Recognised): Resolution {
  const answer: Resolution = {
    rowNumber: row.rowNumber,
    outcome: 'not_found',
    reasons: row.formula || /^[=@]/.test(row.article.trim()) ? [{ code: 'formula', params: {} }] : [],
    productId: null,
    packagingId: null,
    quantity: null,
    candidateIds: [],
  }
  switch (known.kind) {
    case 'found': {
      const product = offered.get(known.productId)
      if (!product) return answer
      if (known.by) answer.reasons.push(foreignCode(known.by))
      return withQuantity(answer, product, row, known.packagingId)
    }
    case 'ambiguous':
      return { ...answer, outcome: 'ambiguous', candidateIds: known.productIds }
    case 'suspect': {
      const { scientific, text } = known.reading
      const reason: RowReason = { code: scientific ? 'scientific_notation' : 'looks_like', params: { text } }
      return {
        ...answer,
        outcome: 'suspect_article',
        reasons: [...answer.reasons, reason],
        candidateIds: known.productIds,
      }
    }
    case 'analog':
      return { ...answer, outcome: 'analog', candidateIds: known.productIds }
    case 'unknown':
      if (/^\d([.,]\d+)?e\+\d+$/i.test(row.article.trim()))
        return { ...answer, reasons: [{ code: 'scientific_notation', params: { text: row.article.trim() } }] }
      return answer
  }
}

/** By what somebody else calls it: the buyer is told, for he may not have meant this product. */
const foreignCode = ({ code, owner }: ForeignCode): RowReason =>
  owner === null
    ? { code: 'cross_reference', params: { code } }
    : { code: 'cross_reference_of', params: { code, owner } }

/** The quantity and unit of a row whose product is known. */
export function withQuantity(
  answer: Resolution,
  offered: Offered,
  row: { quantity?: string; unit?: string; packagingId?: string },
  packagingId: string | null,
): Resolution {
  const asked = splitQuantity(row.quantity ?? '')
  const unitText = row.packagingId ? '' : row.unit?.trim() || asked.unit
  const named = unitText ? unitNamed(offered, unitText) : (row.packagingId ?? packagingId ?? baseUnit)
  // what somebody chose may have been a packaging of another product
  const unit = offered.units.some((one) => one.packagingId === named) ? named : null
  const found = { ...answer, productId: offered.productId, packagingId: unit }
  const bad = (reason: RowReason): Resolution => ({
    ...found,
    outcome: 'bad_quantity',
    reasons: [...answer.reasons, reason],
  })
  if (unit === null) return bad({ code: 'unit_unknown', params: { text: unitText } })
  if (row.quantity === undefined) return { ...found, outcome: 'found', quantity: one }
  const read = readQuantity(asked.quantity)
  return 'reason' in read ? bad(read.reason) : { ...found, outcome: 'found', quantity: read.quantity }
}

/** The first row of a product and unit gets the sum; the later ones say where they went. */
function mergeDuplicates(resolved: Resolution[]): void {
  const first = new Map<string, Resolution>()
  for (const each of resolved) {
    if (!usable(each)) continue
    const key = `${each.productId} ${each.packagingId}`
    const before = first.get(key)
    if (!before) {
      first.set(key, each)
      continue
    }
    before.quantity = before.quantity!.plus(each.quantity!)
    each.outcome = 'duplicate'
    each.reasons.push({ code: 'merged_with_row', params: { row: String(before.rowNumber) } })
  }
}

/** Brings a quantity to what can be bought, and tells of stock what the policy allows to be told. */
export function checkSum(offered: ReadonlyMap<string, Offered>, each: Resolution): void {
  const product = each.productId === null ? undefined : offered.get(each.productId)
  if (!product || !usable(each)) return
  const checked = checkQuantity(product, each.packagingId!, each.quantity!)
  each.reasons.push(...checked.reasons)
  if (checked.quantity.lte(zero)) {
    each.outcome = 'bad_quantity'
    each.quantity = null
    return
  }
  if (checked.reasons.length > 0) each.outcome = 'changed'
  each.quantity = checked.quantity
  tellStock(product, each)
}

/** Law 5: a masked figure is not told, nor found out by trying quantities; what is shown anyway is. */
function tellStock(product: Offered, each: Resolution): void {
  const unit = product.units.find((candidate) => candidate.packagingId === each.packagingId)!
  const wanted = each.quantity!.times(unit.factorNumerator).div(unit.factorDenominator)
  if (enoughAsShown(product.stockAsShown, wanted) !== 'no') return
  const none = product.item.stock.level === 'none'
  const waits = mayWait(product, wanted)
  if (none && !waits) {
    each.outcome = 'not_available'
    return
  }
  const told = product.stockNumberMayBeTold && !none
  const params: Record<string, string> = told ? { available: wireQuantity(product.available) } : {}
  each.reasons.push({ code: waits ? 'backorder' : 'not_enough', params })
}

/** May so much be ordered beyond stock? Where figures are masked only "nothing at all" is answered with a no (law 5). */
function mayWait(
  { absentRoom: room, available, stockNumberMayBeTold: told }: Offered,
  wanted: Decimal,
): boolean {
  if (room === null) return true
  return told ? wanted.lte(available.plus(room)) : room.gt(zero)
}

/** A line for each row that can be ordered, to be priced. */
export function linesOf(resolved: readonly Resolution[]): (PricedLine & { row: Resolution })[] {
  return resolved.filter(usable).map((row) => ({
    productId: row.productId!,
    packagingId: row.packagingId!,
    quantity: row.quantity!,
    row,
  }))
}

/** What has no price is asked for. */
export function markOnRequest(lines: readonly (PricedLine & { row: Resolution })[], prices: OwnPrices): void {
  for (const line of lines) if (!prices.knows(line)) line.row.reasons.push({ code: 'on_request', params: {} })
}
