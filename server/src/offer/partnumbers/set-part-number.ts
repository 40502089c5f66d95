import { AppError } from '@portal/api/errors.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import type { OnTakenNumber, setPartNumber } from '@portal/api/part-numbers.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { cleanPartNumber } from './clean-part-number.ts'
import { partNumberOf } from './part-number-page.ts'
import {
  countNumbers,
  dropNumbers,
  holdersOf,
  lockNumbers,
  mostNumbers,
  numbersOf,
  putNumbers,
} from './store.ts'
import type { Whose } from './whose.ts'

/**
 * Gives a product a number. Throws not_found for a product that may not be seen, part_number_taken when another one has the
 * number and nobody said what to do about it.
 */
export async function putPartNumber(
  context: Context,
  whose: Whose,
  productId: string,
  written: string,
  onTaken: OnTakenNumber,
): Promise<OutputOf<typeof setPartNumber>> {
  const number = cleanPartNumber(written)
  if ('wrong' in number) throw new AppError('invalid_input', {}, { partNumber: number.wrong })
  return transaction(context.db, async (tx) => {
    await requireSeen(tx, whose, productId)
    await lockNumbers(tx, whose.companyId)
    const before = (await numbersOf(tx, whose.companyId, [productId])).get(productId) ?? null
    if (before === null && (await countNumbers(tx, whose.companyId)) >= mostNumbers)
      throw new AppError('part_numbers_full', { limit: mostNumbers })
    const others = ((await holdersOf(tx, whose, [number.key])).get(number.key) ?? []).filter(
      (holder) => holder.product_id !== productId,
    )
    if (others.length > 0 && onTaken === 'tell')
      throw new AppError('part_number_taken', {
        partNumber: number.text,
        article: others[0]!.article,
        name: others[0]!.name,
      })
    if (onTaken === 'move')
      await dropNumbers(
        tx,
        whose.companyId,
        others.map((holder) => holder.product_id),
      )
    await putNumbers(tx, whose.companyId, [{ productId, ...number }])
    if (before !== number.text)
      await record(tx, context, {
        action: 'part_number.set',
        entityKind: 'product',
        entityId: productId,
        companyId: whose.companyId,
        details: { partNumber: number.text, before, onTaken },
      })
    const row = await partNumberOf(tx, whose, context.language, productId)
    return { ...row, shadows: await shadowed(tx, whose, productId, number.key) }
  })
}

async function requireSeen(tx: Tx, whose: Whose, productId: string): Promise<void> {
  const { rows } = await sql`
    select from catalog.products p where p.id = ${productId} and ${whose.sees('p')}`.execute(tx)
  if (rows.length === 0) throw new AppError('not_found')
}

/** An own number goes before an article of the supplier's: whoever gives it hears of the product that it hides. */
async function shadowed(tx: Tx, whose: Whose, productId: string, key: string) {
  const { rows } = await sql<{ article: string; name: string }>`
    select p.article, p.name from catalog.products p
    where p.article_key = ${key} and p.id <> ${productId} and ${whose.sees('p')} limit 1`.execute(tx)
  return rows[0] ?? null
}
