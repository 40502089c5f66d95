import { AppError } from '@portal/api/errors.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { setQuantityRule, setQuantityRuleRows } from '@portal/api/quantities.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import {
  articleKey,
  limitColumns,
  limitsFrom,
  type QuantityLimits,
  readLimits,
  sameLimits,
} from '#src/goods/catalog/public.ts'
import { lockContract } from './lock-contract.ts'
import { noteChange } from './note-change.ts'

type Rows = ParsedOf<typeof setQuantityRuleRows>['body']['rows']
type Answer = OutputOf<typeof setQuantityRuleRows>['rows'][number]

interface Rule extends QuantityLimits {
  productId: string
}

/** Agrees on quantities of one product; none at all takes the rule away. Throws not_found, invalid_input, terms_changed. */
export async function putQuantityRule(
  context: Context,
  contractId: string,
  productId: string,
  { seen, ...typed }: ParsedOf<typeof setQuantityRule>['body'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    const { rows } = await sql`select from catalog.products
      where id = ${productId} and seller_id = ${contract.seller_id}`.execute(tx)
    if (rows.length === 0) throw new AppError('not_found')
    const limits = readLimits({ min: typed.minQuantity, step: typed.stepQuantity, max: typed.maxQuantity })
    if (typeof limits === 'string') throw new AppError('invalid_input', {}, { limits })
    const standing = (await rulesOf(tx, contractId, [productId])).get(productId) ?? noLimits
    if (seen && !sameLimits(standing, limitsFrom(seen))) throw new AppError('terms_changed')
    await putRules(tx, contractId, [{ productId, ...limits }])
    await noteChange(tx, context, contract, 'contract.set_quantities', { productId, ...typed })
  })
}

/** Agrees on quantities by article; a row without any takes the rule away. Rows in = rows reported (law 7). */
export async function putQuantityRuleRows(
  context: Context,
  contractId: string,
  rows: Rows,
): Promise<OutputOf<typeof setQuantityRuleRows>> {
  return transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    const goods = await goodsOfSeller(tx, contract.seller_id, rows)
    const standing = await rulesOf(
      tx,
      contractId,
      [...goods.values()].flatMap((found) => (found.length === 1 ? found[0]! : [])),
    )
    const taken = new Set<string>()
    const rules: Rule[] = []
    const answers = rows.map((row): Answer => {
      const found = goods.get(articleKey(row.article)) ?? []
      if (found.length !== 1) return { outcome: found.length === 0 ? 'unknown' : 'ambiguous' }
      const productId = found[0]!
      const limits = readLimits(row)
      if (typeof limits === 'string') return { outcome: limits }
      if (taken.has(productId)) return { outcome: 'repeated' }
      taken.add(productId)
      const before = standing.get(productId)
      if (isEmpty(limits) ? !before : before && sameLimits(before, limits)) return { outcome: 'same' }
      rules.push({ productId, ...limits })
      return { outcome: isEmpty(limits) ? 'removed' : before ? 'changed' : 'set' }
    })
    await putRules(tx, contractId, rules)
    if (rules.length > 0)
      await noteChange(tx, context, contract, 'contract.set_quantity_rows', {
        rows: rows.length,
        set: rules.length,
      })
    return { rows: answers }
  })
}

const noLimits: QuantityLimits = { min: null, step: null, max: null }

const isEmpty = ({ min, step, max }: QuantityLimits) => !min && !step && !max

async function putRules(tx: Tx, contractId: string, rules: readonly Rule[]): Promise<void> {
  const gone = rules.filter(isEmpty).map(({ productId }) => productId)
  const kept = rules.filter((rule) => !isEmpty(rule))
  if (gone.length > 0)
    await tx
      .deleteFrom('contracts.quantity_rules')
      .where('contract_id', '=', contractId)
      .where('product_id', 'in', gone)
      .execute()
  if (kept.length === 0) return
  const column = (field: 'min' | 'step' | 'max') => kept.map((rule) => rule[field]?.toFixed() ?? null)
  await sql`
    insert into contracts.quantity_rules (contract_id, product_id, min_quantity, step_quantity, max_quantity)
    select ${contractId}, r.* from unnest(${kept.map(({ productId }) => productId)}::uuid[],
      ${column('min')}::numeric[], ${column('step')}::numeric[], ${column('max')}::numeric[]) r
    on conflict (contract_id, product_id) do update set min_quantity = excluded.min_quantity,
      step_quantity = excluded.step_quantity, max_quantity = excluded.max_quantity`.execute(tx)
}

async function goodsOfSeller(tx: Tx, sellerId: string, rows: Rows): Promise<Map<string, string[]>> {
  const keys = [...new Set(rows.map(({ article }) => articleKey(article)))].filter(Boolean)
  const { rows: goods } = await sql<{ key: string; id: string }>`
    select p.article_key as key, p.id from catalog.products p
    where p.article_key = any(${keys}::text[]) and p.seller_id = ${sellerId} and not p.has_variants`.execute(
    tx,
  )
  return new Map(
    [...Map.groupBy(goods, (row) => row.key)].map(([key, found]) => [key, found.map(({ id }) => id)]),
  )
}

async function rulesOf(
  tx: Tx,
  contractId: string,
  productIds: readonly string[],
): Promise<Map<string, QuantityLimits>> {
  const rules = await tx
    .selectFrom('contracts.quantity_rules')
    .select(['product_id', ...limitColumns])
    .where('contract_id', '=', contractId)
    .where('product_id', '=', sql<string>`any(${[...productIds]}::uuid[])`)
    .execute()
  return new Map(rules.map(({ product_id, ...kept }) => [product_id, limitsFrom(kept)]))
}
