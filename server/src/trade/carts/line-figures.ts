import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { type Decimal, decimal } from '#kernel/money.ts'
import type { EvaluatedLine } from './evaluate.ts'
import { type Waiting, waitingPart } from './waiting-part.ts'

/** What a line came to when it was last priced, as it is kept; decimals as text. */
export interface LineFigures {
  net: string | null
  vat: string | null
  gross: string | null
  weightKg: string | null
  volumeM3: string | null
  waiting: Waiting | null
  /** what waits comes to so much, where the buyer is told how much it is */
  waitingGross: string | null
  /** null: not priced since it was added or changed; the others say nothing then */
  blocks: boolean | null
}

/** Figures stand for so long: a cart that lay open is priced as a whole again at its next change. Milliseconds. */
const life = 15 * 60_000

/** Keeps what lines came to, where it is another than what is kept. The caller holds the cart. */
export async function keepFigures(tx: Tx, lines: readonly EvaluatedLine[]): Promise<void> {
  const changed = changedFigures(lines)
  if (changed.length > 0) await sql`${writing(changed, sql`true`)}`.execute(tx)
}

/**
 * The same for a cart that was only looked at: one that has changed since, or is being changed, keeps what that change
 * leaves. Writes nothing when all is known and fresh.
 */
export async function keepFiguresSeen(
  db: Db,
  cart: { id: string; revision: number; priced_at: Date | null },
  lines: readonly EvaluatedLine[],
  now: Date,
): Promise<void> {
  const changed = changedFigures(lines)
  if (changed.length === 0 && cart.priced_at && now.getTime() - cart.priced_at.getTime() < life / 3) return
  await sql`
    with mine as materialized (
      select id from carts.carts where id = ${cart.id} and revision = ${cart.revision} and state = 'open'
      for update skip locked),
    stamped as (update carts.carts c set priced_at = ${now} from mine where c.id = mine.id)
    ${writing(changed, sql`l.cart_id = (select id from mine)`)}`.execute(db)
}

/** The whole cart has just been priced by somebody who holds it. */
export async function markPriced(tx: Tx, cartId: string, now: Date): Promise<void> {
  await tx.updateTable('carts.carts').set({ priced_at: now }).where('id', '=', cartId).execute()
}

export function arePricesFresh(pricedAt: Date | null, now: Date): boolean {
  return pricedAt !== null && now.getTime() - pricedAt.getTime() < life
}

/** Lines of these products must be priced again: they share stock and agreed quantities with what has gone. */
export async function forgetFigures(tx: Tx, cartId: string, productIds: readonly string[]): Promise<void> {
  await sql`update carts.lines set blocks = null
    where cart_id = ${cartId} and product_id = any(${[...productIds]}::uuid[])`.execute(tx)
}

function figuresOf(line: EvaluatedLine): LineFigures {
  const { amounts, offered, quantity, factor, problems } = line
  const { waiting, gross: waitingGross } = waitingPart(line)
  const measured = (each: Decimal | null | undefined) =>
    each ? each.times(quantity).times(factor).toFixed() : null
  return {
    net: amounts && amounts.net.toFixed(),
    vat: amounts && amounts.vat.toFixed(),
    gross: amounts && amounts.gross.toFixed(),
    weightKg: measured(offered?.weightKg),
    volumeM3: measured(offered?.volumeM3),
    waiting,
    waitingGross: waitingGross && waitingGross.toFixed(),
    blocks: problems.some((problem) => problem.blocks),
  }
}

function changedFigures(lines: readonly EvaluatedLine[]): (LineFigures & { id: string })[] {
  return lines.flatMap((line) => {
    const figures = figuresOf(line)
    return isSame(line.stored, figures) ? [] : { id: line.stored.id, ...figures }
  })
}

function isSame(kept: LineFigures, figures: LineFigures): boolean {
  if (kept.blocks !== figures.blocks || kept.waiting !== figures.waiting) return false
  const parts = ['net', 'vat', 'gross', 'weightKg', 'volumeM3', 'waitingGross'] as const
  return parts.every((part) => sameDecimal(kept[part], figures[part]))
}

function sameDecimal(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && decimal(a).eq(decimal(b)))
}

function writing(changed: readonly (LineFigures & { id: string })[], condition: ReturnType<typeof sql>) {
  const column = <K extends keyof LineFigures | 'id'>(key: K) => changed.map((each) => each[key])
  return sql`update carts.lines l set net = f.net, vat = f.vat, gross = f.gross, weight_kg = f.weight_kg,
      volume_m3 = f.volume_m3, waiting = f.waiting, waiting_gross = f.waiting_gross, blocks = f.blocks
    from unnest(${column('id')}::uuid[], ${column('net')}::numeric[], ${column('vat')}::numeric[],
      ${column('gross')}::numeric[], ${column('weightKg')}::numeric[], ${column('volumeM3')}::numeric[],
      ${column('waiting')}::text[], ${column('waitingGross')}::numeric[], ${column('blocks')}::boolean[])
      as f(id, net, vat, gross, weight_kg, volume_m3, waiting, waiting_gross, blocks)
    where l.id = f.id and ${condition}`
}
