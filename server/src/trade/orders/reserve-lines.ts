import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Decimal, decimal, sum, zero } from '#kernel/money.ts'
import {
  lockQueues,
  oversold,
  type Promised,
  reserve,
  type Reserved,
  reserveLots,
} from '#src/goods/inventory/public.ts'
import type { EvaluatedLine } from '../carts/public.ts'

export interface ReservedLine {
  id: string
  line: EvaluatedLine
  reserved: Reserved
  /** the day on which everything that waits is there; null = nothing waits, or a part has no date yet */
  promisedOn: string | null
}

/**
 * Takes what is there for each line, and promises lots to what is not. Where so much may not be ordered beyond stock,
 * because another buyer was faster, nothing is ordered. Locks: stock, then the queues of what is missing (law 12).
 */
export async function reserveLines(
  tx: Tx,
  lines: readonly EvaluatedLine[],
  now: Date,
): Promise<ReservedLine[]> {
  const demands = lines.map((line) => ({
    orderLineId: newId(),
    productId: line.stored.productId,
    quantity: line.quantity.times(line.factor).toDecimalPlaces(6),
    warehouseIds: line.offered?.warehouses.map((warehouse) => warehouse.warehouseId) ?? [],
  }))
  const answers = await reserve(tx, demands, now)
  const short = answers.flatMap((answer, index) =>
    answer.missing.gt(0) ? [{ line: lines[index]!, demand: demands[index]!, missing: answer.missing }] : [],
  )
  const dates = await promiseMissing(tx, short, now)
  return lines.map((line, index) => {
    const { orderLineId } = demands[index]!
    return {
      id: orderLineId,
      line,
      reserved: answers[index]!,
      promisedOn: dates.get(orderLineId)?.eta ?? null,
    }
  })
}

interface Short {
  line: EvaluatedLine
  demand: { orderLineId: string; productId: string; warehouseIds: readonly string[] }
  missing: Decimal
}

async function promiseMissing(tx: Tx, short: readonly Short[], now: Date) {
  if (short.length === 0) return new Map<string, Promised & { eta: string | null }>()
  const products = [...new Set(short.map(({ demand }) => demand.productId))]
  await lockQueues(tx, products)
  const promisedBefore = await oversoldOf(tx, products)
  const promised = await reserveLots(
    tx,
    short.map(({ line, demand, missing }) => ({
      ...demand,
      quantity: missing,
      priority: 0,
      since: now,
      byLots: line.offered?.absentGoods !== 'on_request',
      held: false,
    })),
    { today: dateIn(now, short[0]!.line.contract.terms.timeZone), now },
  )
  const refused = short.filter(({ line, demand }, index) => {
    const before = promisedBefore.get(demand.productId) ?? zero
    const { uncovered } = promised[index]!
    promisedBefore.set(demand.productId, before.plus(uncovered))
    return stopsWhenShort(line) && !mayWait(line, uncovered, before)
  })
  if (refused.length > 0) throw new AppError('cart_has_problems', { count: refused.length })
  return new Map(promised.map((each) => [each.orderLineId, each]))
}

/** A refusal would tell the buyer a figure that he is not shown (law 5): there a manager confirms what there is. */
function stopsWhenShort({ offered, enough }: EvaluatedLine): boolean {
  if (!offered || offered.absentGoods === 'forbid') return enough !== 'unknown'
  return offered.stockNumberMayBeTold
}

/** May so much of a line be ordered that neither stock nor lots cover? `before`: what others are promised so already. */
function mayWait({ offered }: EvaluatedLine, uncovered: Decimal, before: Decimal): boolean {
  if (!offered || offered.absentGoods === 'forbid') return false
  if (uncovered.isZero()) return true
  if (offered.absentGoods === 'preorder') return false
  return offered.absentCap === null || before.plus(uncovered).lte(offered.absentCap)
}

/** By product, read after its queue was locked: a statement of its own sees what others committed meanwhile. */
async function oversoldOf(tx: Tx, productIds: readonly string[]): Promise<Map<string, Decimal>> {
  const { rows } = await sql<{ id: string; oversold: string }>`
    select p.id, ${oversold('p')}::text as oversold from unnest(${[...productIds]}::uuid[]) as p(id)`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, decimal(row.oversold)]))
}

/** What of a line is held in stock, in its unit; never more than was ordered, whatever the division left. */
export function reservedOf({ line, reserved }: ReservedLine): Decimal {
  const taken = sum(reserved.parts.map((part) => part.quantity)).div(line.factor)
  return taken.gt(line.quantity) ? line.quantity : taken.toDecimalPlaces(6, 1)
}
