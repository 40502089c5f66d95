import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type {
  Contract,
  ContractSummary,
  FixedPrice,
  listContracts,
  listFixedPrices,
  listSpecificationRules,
  SpecificationRule,
} from '@portal/api/terms.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { decimal, wireMoney, wirePrice, wireQuantity } from '#kernel/money.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Context } from '#kernel/mount.ts'
import { contractState } from './contract-state.ts'
import { termsOfContract } from './terms-of-contract.ts'

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
  warehouses: Contract['warehouses']
  rule_count: number
  fixed_price_count: number
  category_discounts: Contract['categoryDiscounts']
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
    const pattern = likePattern(query.search)
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
      ct.min_order_amount, ct.absent_goods,
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
    assortment: row.assortment,
    setState: row.set_state,
    creditMode: row.credit_mode,
    minOrderAmount: row.min_order_amount === null ? null : wireMoney(row.min_order_amount, row.currency),
    absentGoods: row.absent_goods,
    warehouses: row.warehouses,
    ruleCount: row.rule_count,
    fixedPriceCount: row.fixed_price_count,
    categoryDiscounts: row.category_discounts,
    offeredCount: await countOffered(context.db, terms, context),
  }
}

/** Rules of a specification: what is allowed first, then what is denied, by name. Throws not_found. */
export async function rulePage(
  db: Db,
  contractId: string,
  query: ParsedOf<typeof listSpecificationRules>['query'],
): Promise<OutputOf<typeof listSpecificationRules>> {
  await requireContract(db, contractId)
  const filter = query.search ? sql`where r.name ilike ${likePattern(query.search)}` : sql``
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'text', 'id']) : null
  const all = sql`(${ruleRows(sql`r.contract_id = ${contractId}`)}) r`
  const { rows } = await sql<RuleRow>`
    select * from (select * from ${all} ${filter}) r
    ${after ? sql`where (r.effect, lower(r.name), r.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql``}
    order by r.effect, lower(r.name), r.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.effect, row.name.toLowerCase(), row.id], ruleOf)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`select count(*)::int from ${all} ${filter}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

export async function ruleFor(db: Db, ruleId: string): Promise<SpecificationRule> {
  const { rows } = await ruleRows(sql`r.id = ${ruleId}`).execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return ruleOf(rows[0])
}

interface RuleRow {
  id: string
  effect: SpecificationRule['effect']
  subject: SpecificationRule['subject']
  subject_id: string
  name: string
  valid_from: string
  valid_until: string
}

const ruleRows = (where: RawBuilder<unknown>) => sql<RuleRow>`
  select r.id, r.effect,
    case when r.product_id is not null then 'product' when r.category_id is not null then 'category'
      when r.brand_id is not null then 'brand' else 'attribute_value' end as subject,
    coalesce(r.product_id, r.category_id, r.brand_id, r.attribute_value_id) as subject_id,
    coalesce(nullif(concat_ws(' ', p.article, p.name), ''), k.name, b.name, a.name || ': ' || v.value) as name,
    r.valid_from, r.valid_until
  from contracts.specification_rules r
  left join catalog.products p on p.id = r.product_id
  left join catalog.categories k on k.id = r.category_id
  left join catalog.brands b on b.id = r.brand_id
  left join catalog.attribute_values v on v.id = r.attribute_value_id
  left join catalog.attributes a on a.id = v.attribute_id
  where ${where}`

/** Fixed prices by the name of the product. Throws not_found. */
export async function fixedPricePage(
  db: Db,
  contractId: string,
  query: ParsedOf<typeof listFixedPrices>['query'],
): Promise<OutputOf<typeof listFixedPrices>> {
  await requireContract(db, contractId)
  const pattern = query.search ? likePattern(query.search) : null
  const where = sql`f.contract_id = ${contractId}
    ${pattern ? sql`and (p.name ilike ${pattern} or p.article ilike ${pattern})` : sql``}`
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const { rows } = await sql<FixedPriceRow>`
    ${fixedPriceRows} where ${where}
      ${after ? sql`and (lower(p.name), f.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by lower(p.name), f.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.sort, row.id], fixedPriceOf)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from contracts.fixed_prices f join catalog.products p on p.id = f.product_id
    where ${where}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

export async function fixedPriceFor(db: Db, fixedPriceId: string): Promise<FixedPrice> {
  const { rows } = await sql<FixedPriceRow>`${fixedPriceRows} where f.id = ${fixedPriceId}`.execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return fixedPriceOf(rows[0])
}

interface FixedPriceRow {
  id: string
  product_id: string
  article: string | null
  name: string
  packaging_id: string
  unit_name: string
  amount: string
  currency: string
  valid_from: string
  valid_until: string
  contracted_quantity: string | null
  drawn_quantity: string
  over_contracted: FixedPrice['overContracted']
  sort: string
}

const fixedPriceRows = sql`
  select f.id, f.product_id, p.article, p.name, f.packaging_id, coalesce(pu.name, u.name) as unit_name,
    trim_scale(f.amount)::text as amount, ct.currency, f.valid_from, f.valid_until, f.contracted_quantity,
    f.drawn_quantity, f.over_contracted, lower(p.name) as sort
  from contracts.fixed_prices f
  join contracts.contracts ct on ct.id = f.contract_id
  join catalog.products p on p.id = f.product_id
  join catalog.units u on u.id = p.base_unit_id
  left join catalog.packagings k on k.id = f.packaging_id
  left join catalog.units pu on pu.id = k.unit_id`

async function requireContract(db: Db, contractId: string): Promise<void> {
  const found = await db
    .selectFrom('contracts.contracts')
    .select('id')
    .where('id', '=', contractId)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
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

function ruleOf(row: RuleRow): SpecificationRule {
  return {
    id: row.id,
    effect: row.effect,
    subject: row.subject,
    subjectId: row.subject_id,
    subjectName: row.name,
    validFrom: wireDate(row.valid_from),
    validUntil: wireDate(row.valid_until),
  }
}

function fixedPriceOf(row: FixedPriceRow): FixedPrice {
  return {
    id: row.id,
    productId: row.product_id,
    article: row.article,
    productName: row.name,
    packagingId: row.packaging_id,
    unitName: row.unit_name,
    price: wirePrice(decimal(row.amount), row.currency),
    validFrom: wireDate(row.valid_from),
    validUntil: wireDate(row.valid_until),
    contractedQuantity: row.contracted_quantity === null ? null : wireQuantity(row.contracted_quantity),
    drawnQuantity: wireQuantity(row.drawn_quantity),
    overContracted: row.over_contracted,
  }
}

/** An open end of a range is no date on the wire. */
function wireDate(value: string): string | null {
  return value === '-infinity' || value === 'infinity' ? null : value
}

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
