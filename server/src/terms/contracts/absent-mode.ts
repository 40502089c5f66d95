import type { AbsentMode } from '@portal/api/absent-mode.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Decimal, decimal } from '#kernel/money.ts'

/** What may be done with a product that is not there, and how much of it may be promised beyond stock and lots. */
export interface AbsentTerms {
  mode: AbsentMode
  /** base units, everybody's together; null = any */
  cap: Decimal | null
}

/** As SQL gives it: mode, cap, whether it is this contract's own. */
export type ProductRule = [mode: AbsentMode, cap: string | null, ofContract: boolean]

export interface CategoryRule {
  categoryId: string
  /** how deep the category lies: the nearest to the product wins */
  depth: number
  mode: AbsentMode
  cap: string | null
  ofContract: boolean
}

/**
 * The mode of each product under one contract. The most specific wins: what the contract says of the product, then of
 * its nearest category, then what holds for the product under every contract, for its nearest category, and last what
 * the contract says of all goods.
 */
export class AbsentModes {
  private readonly contract: AbsentTerms
  private readonly categories: readonly CategoryRule[]
  /** are there rules for single products? If not, they need not be read */
  readonly byProduct: boolean
  /** may a cap hold for any product? If not, nobody need count what is promised already */
  readonly capped: boolean

  constructor(
    contract: AbsentTerms,
    categories: readonly CategoryRule[] = [],
    products: { any: boolean; capped: boolean } = { any: false, capped: false },
  ) {
    this.contract = contract
    this.categories = categories.toSorted((a, b) => b.depth - a.depth)
    this.byProduct = products.any
    this.capped = contract.cap !== null || products.capped || categories.some((rule) => rule.cap !== null)
  }

  /** do rules speak of categories? If not, `of` may be asked without them */
  get byCategory(): boolean {
    return this.categories.length > 0
  }

  /** `categories`: those of the product and all above them. */
  of(rules: readonly ProductRule[], categories: ReadonlySet<string>): AbsentTerms {
    for (const own of [true, false]) {
      const product = rules.find(([, , ofContract]) => ofContract === own)
      if (product) return { mode: product[0], cap: product[1] === null ? null : decimal(product[1]) }
      const near = this.categories.find((rule) => rule.ofContract === own && categories.has(rule.categoryId))
      if (near) return { mode: near.mode, cap: near.cap === null ? null : decimal(near.cap) }
    }
    return this.contract
  }
}

/** SQL: the rules for one product under a contract, as ProductRule[]; `product` is an alias of catalog.products. */
export function productRules(product: string, contractId: string): RawBuilder<ProductRule[] | null> {
  return sql`(select json_agg(json_build_array(r.mode, r.cap::text, r.contract_id is not null))
    from contracts.absent_rules r where r.product_id = ${sql.raw(product)}.id
      and (r.contract_id is null or r.contract_id = ${contractId}))`
}
