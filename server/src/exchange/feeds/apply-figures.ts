import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import { unitsOf, type ProductUnit } from '#src/exchange/erp/public.ts'
import { importStock } from '#src/goods/inventory/public.ts'
import { importPrices, type ImportedPrice } from '#src/terms/pricing/public.ts'
import type { Applying } from './apply-import.ts'
import type { ReadyTargets } from './apply-targets.ts'

const batchSize = 4_000

interface Figures {
  position: number
  product_id: string
  figures: (string | null)[]
  unit: string | null
  /** made by this very file: its base unit is the file's */
  fresh: boolean
}

/** Sets the prices of the rows that have one, some thousands at a time. */
export async function applyPrices(applying: Applying, { lists }: ReadyTargets): Promise<void> {
  if (lists.length === 0) return
  for await (const rows of batches(applying, 'prices', 40, 80)) {
    const foreign = rows.filter(({ unit, fresh }) => unit !== null && !fresh)
    const units = await unitsOf(
      applying.tx,
      foreign.map((row) => row.product_id),
    )
    const assumed: number[] = []
    const prices: ImportedPrice[] = []
    for (const row of rows) {
      const found = packagingOf(row, units.get(row.product_id))
      if (found === null) assumed.push(row.position)
      for (const [place, amount] of row.figures.entries())
        if (amount !== null)
          prices.push({
            priceListId: lists[place]!.id,
            productId: row.product_id,
            packagingId: found ?? baseUnit,
            minQuantity: '0',
            amount: amount === '' ? null : amount,
            perQuantity: '1',
          })
    }
    count(applying, 'price', prices.length, await importPrices(applying.tx, prices))
    await remarkUnits(applying, assumed)
  }
}

export async function applyStocks(applying: Applying, { warehouses }: ReadyTargets): Promise<void> {
  if (warehouses.length === 0) return
  for await (const rows of batches(applying, 'stocks', 80, 95)) {
    const stocks = rows.flatMap((row) =>
      row.figures.flatMap((quantity, place) =>
        quantity === null
          ? []
          : [{ productId: row.product_id, warehouseId: warehouses[place]!.id, quantity }],
      ),
    )
    count(applying, 'stock', stocks.length, await importStock(applying.tx, stocks, applying.now))
  }
}

/** Rows that are new or changed, in the order of the file. */
async function* batches(
  { tx, importId, progress }: Applying,
  column: 'prices' | 'stocks',
  from: number,
  to: number,
): AsyncGenerator<Figures[]> {
  const { rows: counted } = await sql<{ last: number }>`
    select coalesce(max(position), 0)::int as last from feeds.staged where import_id = ${importId}`.execute(
    tx,
  )
  const last = Math.max(1, counted[0]!.last)
  for (let after = -1; ;) {
    const { rows } = await sql<Figures>`
      select s.position, s.product_id, s.${sql.raw(column)} as figures, s.data->>'unit' as unit,
        s.outcome = 'create' as fresh
      from feeds.staged s
      where s.import_id = ${importId} and s.position > ${after} and s.outcome in ('create', 'change')
        and s.product_id is not null
      order by s.position limit ${batchSize}`.execute(tx)
    if (rows.length === 0) return
    after = rows.at(-1)!.position
    yield rows
    await progress(from + (to - from) * (after / last))
    if (rows.length < batchSize) return
  }
}

/** The packaging that a price is for: the base unit, or a package of that name; null = its unit is unknown to the product. */
function packagingOf(row: Figures, units: readonly ProductUnit[] | undefined): string | null {
  if (row.unit === null || row.fresh || units === undefined) return baseUnit
  const wanted = unitKey(row.unit)
  return (
    units.find((unit) => unitKey(unit.name) === wanted || unitKey(unit.code) === wanted)?.packagingId ?? null
  )
}

/** `шт.`, `Шт` and `штука` are one unit; so are `уп`, `упак` and `упаковка`. */
function unitKey(text: string): string {
  const plain = text.trim().toLowerCase().replace(/\.$/, '')
  if (plain.startsWith('шт')) return 'шт'
  return plain.startsWith('уп') ? 'уп' : plain
}

function count(
  { report }: Applying,
  kind: 'price' | 'stock',
  read: number,
  done: { created: number; changed: number; same: number },
): void {
  if (read === 0) return
  report.read(kind, read)
  for (const outcome of ['created', 'changed', 'same'] as const)
    if (done[outcome] > 0) report.done(kind, outcome, done[outcome])
}

async function remarkUnits({ tx, importId }: Applying, positions: readonly number[]): Promise<void> {
  if (positions.length === 0) return
  await sql`update feeds.staged set remarks = remarks || jsonb_build_array(jsonb_build_object(
      'code', 'unit_assumed', 'params', jsonb_build_object('unit', data->>'unit')))
    where import_id = ${importId} and position = any(${[...positions]}::int[])`.execute(tx)
}
