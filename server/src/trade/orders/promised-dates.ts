import type { Tx } from '#kernel/db.ts'
import { decimal, sum, zero } from '#kernel/money.ts'
import { datesOf } from '#src/goods/inventory/public.ts'
import { waitingOf } from './rules.ts'
import { type LineRow, quantitiesOf } from './store.ts'

/** The day on which everything that each line waits for is there; absent: nothing waits, or a part has no date yet. */
export async function lastDates(tx: Tx, lines: readonly LineRow[]): Promise<Map<string, string>> {
  const dates = await datesOf(
    tx,
    lines.map((line) => line.id),
  )
  const last = new Map<string, string>()
  for (const line of lines) {
    const waiting = waitingOf(quantitiesOf(line))
    const parts = dates.get(line.id)?.dates ?? []
    const covered = sum(parts.map((part) => decimal(part.quantity)))
    const wanted = waiting.times(decimal(line.factor_numerator)).div(decimal(line.factor_denominator))
    if (waiting.gt(zero) && covered.gte(wanted.toDecimalPlaces(6)) && parts.length > 0)
      last.set(line.id, parts.at(-1)!.eta)
  }
  return last
}
