import { sql } from 'kysely'
import type { Terms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { beginningWith } from '#kernel/like-pattern.ts'
import { articleKey } from '#src/goods/catalog/public.ts'

const most = 500

export interface OwnNumber {
  productId: string
  how: 'whole' | 'beginning'
}

/** Products whose own part number, of the buyer's company, is this text or begins so. */
export async function ownPartNumbers(db: Db, terms: Terms, text: string): Promise<OwnNumber[]> {
  const key = articleKey(text)
  if (terms.kind !== 'buyer' || key.length < 2) return []
  const keys = [...new Set([key, inAlphabet(key, latin, cyrillic), inAlphabet(key, cyrillic, latin)])]
  const { rows } = await sql<{ product_id: string; whole: boolean }>`
    select product_id, part_key = any(${keys}::text[]) as whole from partnumbers.part_numbers
    where company_id = ${terms.companyId} and (part_key like ${beginningWith(key)} or part_key = any(${keys}::text[]))
    order by part_key limit ${most}`.execute(db)
  return rows.map(({ product_id: productId, whole }) => ({ productId, how: whole ? 'whole' : 'beginning' }))
}

const cyrillic = 'АВЕКМНОРСТУХ'
const latin = 'ABEKMHOPCTYX'

/** The same to the eye: MTP-100 in Latin letters is МТР-100 in Cyrillic. */
function inAlphabet(key: string, from: string, to: string): string {
  return [...key].map((letter) => to[from.indexOf(letter)] ?? letter).join('')
}
