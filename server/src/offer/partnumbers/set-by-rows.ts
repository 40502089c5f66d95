import type { OnTakenNumber, PartNumberOutcome, PartNumberRowsAnswer } from '@portal/api/part-numbers.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
import { record } from '#src/people/audit/public.ts'
import { cleanPartNumber } from './clean-part-number.ts'
import { goodsByCode } from './find-goods.ts'
import {
  countNumbers,
  dropNumbers,
  holdersOf,
  lockNumbers,
  mostNumbers,
  type Numbered,
  numbersOf,
  putNumbers,
} from './store.ts'
import type { Whose } from './whose.ts'

interface WrittenNumber {
  article: string
  partNumber: string
}

/**
 * Numbers from rows of "article, own number"; rows in = rows reported (law 7). Of two rows for one product the first counts,
 * and so it does of two products with one number. An empty number changes nothing: absent is not "take it away".
 */
export async function putNumberRows(
  context: Context,
  whose: Whose,
  rows: readonly WrittenNumber[],
  onTaken: OnTakenNumber,
): Promise<PartNumberRowsAnswer> {
  return transaction(context.db, async (tx) => {
    await lockNumbers(tx, whose.companyId)
    const { answers, numbers, moved } = await judge(tx, whose, rows, onTaken)
    await dropNumbers(tx, whose.companyId, moved)
    await putNumbers(tx, whose.companyId, numbers)
    if (numbers.length > 0)
      await record(tx, context, {
        action: 'part_number.set_rows',
        entityKind: 'company',
        entityId: whose.companyId,
        companyId: whose.companyId,
        details: { rows: rows.length, set: numbers.length, moved: moved.length },
      })
    return { rows: answers }
  })
}

async function judge(tx: Tx, whose: Whose, rows: readonly WrittenNumber[], onTaken: OnTakenNumber) {
  const read = rows.map(({ article, partNumber }) => ({
    article: articleKey(article),
    number: cleanPartNumber(partNumber),
  }))
  const goods = await goodsByCode(
    tx,
    whose,
    read.map(({ article }) => article),
  )
  const named = [...goods.values()].flatMap((found) => (found.length === 1 ? found[0]!.id : []))
  const standing = await numbersOf(tx, whose.companyId, [...new Set(named)])
  const keys = read.flatMap(({ number }) => ('key' in number ? number.key : []))
  const holders = await holdersOf(tx, whose, [...new Set(keys)])
  let room = mostNumbers - (await countNumbers(tx, whose.companyId))
  const products = new Set<string>()
  const given = new Map<string, string>()
  const moved = new Set<string>()
  const numbers: Numbered[] = []
  const answers = read.map(({ article, number }): PartNumberRowsAnswer['rows'][number] => {
    const found = goods.get(article) ?? []
    const product = found.length === 1 ? found[0]! : null
    const answer = (outcome: PartNumberOutcome, takenBy: string | null = null) => ({
      outcome,
      productName: product?.name ?? null,
      takenBy,
    })
    if ('wrong' in number) return answer(number.wrong)
    if (!product) return answer(found.length === 0 ? 'unknown' : 'ambiguous')
    if (products.has(product.id)) return answer('repeated')
    const before = standing.get(product.id)
    if (before === number.text) {
      products.add(product.id)
      return answer('same')
    }
    const others = (holders.get(number.key) ?? []).filter((holder) => holder.product_id !== product.id)
    const inRows = given.get(number.key)
    if (inRows !== undefined && onTaken !== 'share') return answer('taken', inRows)
    if (others.length > 0 && onTaken === 'tell') return answer('taken', others[0]!.name)
    if (before === undefined && room <= 0) return answer('full')
    if (before === undefined) room -= 1
    if (onTaken === 'move') for (const holder of others) moved.add(holder.product_id)
    products.add(product.id)
    given.set(number.key, product.name)
    numbers.push({ productId: product.id, ...number })
    return answer(before === undefined ? 'set' : 'changed')
  })
  // a product that gives its number away may have got another one by these rows
  return { answers, numbers, moved: [...moved].filter((productId) => !products.has(productId)) }
}
