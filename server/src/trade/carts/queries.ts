import type { CartSummary } from '@portal/api/carts.ts'
import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { wireMoney } from '#kernel/money.ts'
import { mostOpenCarts } from './limits.ts'

/** Open carts of a company, the last changed first, with the sum at the prices last seen. */
export async function openCarts(db: Db, companyId: string, cartId?: string): Promise<CartSummary[]> {
  const { rows } = await sql<{
    id: string
    name: string
    updated_at: Date
    updated_by_name: string
    line_count: number
    gross: string | null
    currency: string | null
  }>`
    select c.id, c.name, c.updated_at, u.name as updated_by_name, l.line_count, l.gross, l.currency
    from carts.carts c
    join identity.users u on u.id = c.updated_by
    left join lateral (
      select count(*)::int as line_count, sum(round(l.quantity * l.seen_price, 2)) as gross,
        case when count(distinct ct.currency) = 1 then min(ct.currency) end as currency
      from carts.lines l join contracts.contracts ct on ct.id = l.contract_id where l.cart_id = c.id
    ) l on true
    where c.company_id = ${companyId} and c.state = 'open' ${cartId ? sql`and c.id = ${cartId}` : sql``}
    order by c.updated_at desc, c.id limit ${mostOpenCarts}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    lineCount: row.line_count,
    gross: row.currency && row.gross ? wireMoney(row.gross, row.currency) : null,
    updatedAt: row.updated_at.toISOString(),
    updatedByName: row.updated_by_name,
  }))
}

export async function cartSummary(db: Db, companyId: string, cartId: string): Promise<CartSummary> {
  const found = (await openCarts(db, companyId, cartId))[0]
  if (!found) throw new AppError('not_found')
  return found
}
