import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import type { Whose } from './whose.ts'

/** As many numbers as one company may have. */
export const mostNumbers = 50_000

export interface Numbered {
  productId: string
  text: string
  key: string
}

/** Whoever writes numbers of this company waits for the others: of two people who give one number, the second is told. */
export async function lockNumbers(tx: Tx, companyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`partnumbers ${companyId}`}, 0))`.execute(tx)
}

export async function countNumbers(tx: Tx, companyId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('partnumbers.part_numbers')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function numbersOf(
  tx: Tx,
  companyId: string,
  productIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ product_id: string; part_number: string }>`
    select product_id, part_number from partnumbers.part_numbers
    where company_id = ${companyId} and product_id = any(${[...productIds]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.product_id, row.part_number]))
}

export interface Holder {
  key: string
  product_id: string
  /** null: the one who asks may not see the product */
  name: string | null
  article: string | null
}

/** Which products have these numbers already. */
export async function holdersOf(
  tx: Tx,
  whose: Whose,
  keys: readonly string[],
): Promise<Map<string, Holder[]>> {
  const { rows } = await sql<Holder>`
    select n.part_key as key, n.product_id, case when ${whose.sees('p')} then p.name end as name,
      case when ${whose.sees('p')} then p.article end as article
    from partnumbers.part_numbers n join catalog.products p on p.id = n.product_id
    where n.company_id = ${whose.companyId} and n.part_key = any(${[...keys]})`.execute(tx)
  return Map.groupBy(rows, (row) => row.key)
}

export async function putNumbers(tx: Tx, companyId: string, numbers: readonly Numbered[]): Promise<void> {
  if (numbers.length === 0) return
  await sql`
    insert into partnumbers.part_numbers (company_id, product_id, part_number, part_key)
    select ${companyId}, n.* from unnest(${numbers.map((each) => each.productId)}::uuid[],
      ${numbers.map((each) => each.text)}::text[], ${numbers.map((each) => each.key)}::text[]) n
    on conflict (company_id, product_id) do update set part_number = excluded.part_number, part_key = excluded.part_key`.execute(
    tx,
  )
}

export async function dropNumbers(
  tx: Tx,
  companyId: string,
  productIds: readonly string[],
): Promise<{ productId: string; partNumber: string }[]> {
  if (productIds.length === 0) return []
  return tx
    .deleteFrom('partnumbers.part_numbers')
    .where('company_id', '=', companyId)
    .where('product_id', 'in', [...productIds])
    .returning(['product_id as productId', 'part_number as partNumber'])
    .execute()
}
