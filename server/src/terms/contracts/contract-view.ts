import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Contract, ContractSummary, listContracts } from '@portal/api/contracts.ts'
import { sql, type RawBuilder } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { wireMoney } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { volumeDiscountsJson } from '#src/terms/pricing/public.ts'
import { contractState } from './contract-state.ts'
import { termsOfContract } from './terms-of-contract.ts'
import { wireDate } from './valid-period.ts'

/** How many products these terms offer today; the showcase stands above, so it is handed in. */
export type CountOffered = (
  db: Db,
  terms: BuyerTerms,
  at: Pick<Context, 'now' | 'language'>,
) => Promise<number>

interface SummaryRow {
  id: string
  number: string
  company_id: string
  company_name: string
  seller_id: string
  seller_name: string
  currency: string
  price_list_id: string | null
  price_list_name: string | null
  discount_percent: string
  valid_from: string
  valid_until: string
  state: ContractSummary['state']
  payment_terms: ContractSummary['paymentTerms']
  payment_days: number
  credit_limit: string | null
  sort: string
}

interface ContractRow extends SummaryRow {
  signed_on: string | null
  assortment: Contract['assortment']
  set_state: Contract['setState']
  credit_mode: Contract['creditMode']
  min_order_amount: string | null
  absent_goods: Contract['absentGoods']
  absent_cap: string | null
  absent_price: Contract['absentPrice']
  absent_prepayment: number | null
  allocation_priority: number
  warehouses: Contract['warehouses']
  rule_count: number
  fixed_price_count: number
  category_discounts: Contract['categoryDiscounts']
  discount_stacking: Contract['discountStacking']
  volume_discounts: Contract['volumeDiscounts']
  fixed_price_guard: Contract['fixedPriceGuard']
  vat_terms: Contract['vatTerms']
}

const tables = sql`contracts.contracts ct
  join sellers.sellers seller on seller.id = ct.seller_id
  join organizations.companies co on co.id = ct.company_id
  left join pricing.price_lists pl on pl.id = ct.price_list_id`

const summaryColumns = (
  now: Date,
) => sql`ct.id, ct.number, ct.company_id, co.name as company_name, ct.seller_id,
  seller.name as seller_name, ct.currency, ct.price_list_id, pl.name as price_list_name,
  trim_scale(ct.discount_percent)::text as discount_percent, ct.valid_from, ct.valid_until,
  ${contractState(now)} as state, ct.payment_terms, ct.payment_days, ct.credit_limit, lower(co.name) as sort`

/** Contracts by the name of the company, then by number. */
export async function contractPage(
  context: Context,
  query: ParsedOf<typeof listContracts>['query'],
): Promise<OutputOf<typeof listContracts>> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (query.companyId) conditions.push(sql`ct.company_id = ${query.companyId}`)
  if (query.state) conditions.push(sql`${contractState(context.now)} = ${query.state}`)
  if (query.search) {
    const pattern = containing(query.search)
    conditions.push(sql`(ct.number ilike ${pattern} or co.name ilike ${pattern} or co.inn like ${pattern})`)
  }
  const filter = sql.join(conditions, sql` and `)
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'text', 'id']) : null
  const { rows } = await sql<SummaryRow>`
    select ${summaryColumns(context.now)} from ${tables} where ${filter}
      ${after ? sql`and (lower(co.name), ct.number, ct.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql``}
    order by lower(co.name), ct.number, ct.id limit ${query.limit + 1}`.execute(context.db)
  const page = pageOf(rows, query.limit, (row) => [row.sort, row.number, row.id], summaryOf)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`select count(*)::int from ${tables} where ${filter}`.execute(
    context.db,
  )
  return { ...page, total: counted.rows[0]!.count }
}

/** One contract as the operator sees it. Throws not_found. */
export async function contractFor(
  context: Context,
  contractId: string,
  countOffered: CountOffered,
): Promise<Contract> {
  const { rows } = await sql<ContractRow>`
    select ${summaryColumns(context.now)}, ct.signed_on, ct.assortment, ct.state as set_state, ct.credit_mode,
      ct.min_order_amount, ct.absent_goods, trim_scale(ct.absent_cap)::text as absent_cap, ct.absent_price,
      ct.absent_prepayment, ct.allocation_priority,
      ct.discount_stacking, ct.fixed_price_guard, ct.vat_terms,
      ${volumeDiscountsJson(sql`contracts.volume_discounts v where v.contract_id = ct.id`)} as volume_discounts,
      (select coalesce(json_agg(json_build_object('id', w.id, 'name', w.name) order by cw.priority, w.id), '[]')
        from contracts.contract_warehouses cw join inventory.warehouses w on w.id = cw.warehouse_id
        where cw.contract_id = ct.id) as warehouses,
      (select count(*)::int from contracts.specification_rules r where r.contract_id = ct.id) as rule_count,
      (select count(*)::int from contracts.fixed_prices f where f.contract_id = ct.id) as fixed_price_count,
      (select coalesce(json_agg(json_build_object('categoryId', d.category_id, 'categoryName', k.name,
          'percent', trim_scale(d.percent)::text, 'stacking', d.stacking) order by k.name, k.id), '[]')
        from contracts.category_discounts d join catalog.categories k on k.id = d.category_id
        where d.contract_id = ct.id) as category_discounts
    from ${tables} where ct.id = ${contractId}`.execute(context.db)
  const row = rows[0]
  const terms = row && (await termsOfContract(context.db, contractId))
  if (!row || !terms) throw new AppError('not_found')
  return {
    ...summaryOf(row),
    signedOn: row.signed_on,
    discountStacking: row.discount_stacking,
    volumeDiscounts: row.volume_discounts,
    fixedPriceGuard: row.fixed_price_guard,
    vatTerms: row.vat_terms,
    assortment: row.assortment,
    setState: row.set_state,
    creditMode: row.credit_mode,
    minOrderAmount: row.min_order_amount === null ? null : wireMoney(row.min_order_amount, row.currency),
    absentGoods: row.absent_goods,
    absentCap: row.absent_cap,
    absentPrice: row.absent_price,
    absentPrepayment: row.absent_prepayment,
    allocationPriority: row.allocation_priority,
    warehouses: row.warehouses,
    ruleCount: row.rule_count,
    fixedPriceCount: row.fixed_price_count,
    categoryDiscounts: row.category_discounts,
    offeredCount: await countOffered(context.db, terms, context),
  }
}

function summaryOf(row: SummaryRow): ContractSummary {
  return {
    id: row.id,
    number: row.number,
    companyId: row.company_id,
    companyName: row.company_name,
    sellerId: row.seller_id,
    sellerName: row.seller_name,
    currency: row.currency,
    priceListId: row.price_list_id,
    priceListName: row.price_list_name,
    discountPercent: row.discount_percent,
    validFrom: wireDate(row.valid_from),
    validUntil: wireDate(row.valid_until),
    state: row.state,
    paymentTerms: row.payment_terms,
    paymentDays: row.payment_days,
    creditLimit: row.credit_limit === null ? null : wireMoney(row.credit_limit, row.currency),
  }
}
