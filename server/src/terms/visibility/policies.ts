import { sql } from 'kysely'
import type { Terms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, decimal } from '#kernel/money.ts'

export type Display = 'exact' | 'bands' | 'capped' | 'yes_no' | 'hidden'

export interface StockPolicy {
  /** null: nobody has set one, this is the portal's own habit */
  id: string | null
  display: Display
  fewBelow: Decimal
  manyFrom: Decimal
  cap: Decimal
}

interface Candidate extends StockPolicy {
  /** contract 3, company 2, group 1, everyone 0 */
  scope: number
  categoryId: string | null
  /** how deep that category lies; 0 without one */
  depth: number
  warehouseId: string | null
}

/** Which policies concern a caller; `of` chooses the most specific for a product and a warehouse (function 11). */
export class StockPolicies {
  private readonly candidates: readonly Candidate[]
  private readonly otherwise: StockPolicy

  constructor(candidates: readonly Candidate[], otherwise: StockPolicy) {
    this.candidates = candidates.toSorted(
      (a, b) =>
        b.scope - a.scope ||
        b.depth - a.depth ||
        Number(b.warehouseId !== null) - Number(a.warehouseId !== null),
    )
    this.otherwise = otherwise
  }

  /** does any policy speak of categories? If not, `of` may be asked without them */
  get byCategory(): boolean {
    return this.candidates.some((policy) => policy.categoryId !== null)
  }

  /** `categories`: those of the product and all above them; `warehouseId` null asks for the sum over warehouses. */
  of(categories: ReadonlySet<string>, warehouseId: string | null): StockPolicy {
    return (
      this.candidates.find(
        (policy) =>
          (policy.categoryId === null || categories.has(policy.categoryId)) &&
          (policy.warehouseId === null || policy.warehouseId === warehouseId),
      ) ?? this.otherwise
    )
  }

  /**
   * Where stock is hidden, for the "in stock" filter: a product in such a category, or there only, never passes it, whatever its stock.
   * A category counts as hidden when any policy in force for it hides it.
   */
  hidden(warehouseIds: readonly string[]): { categories: string[]; warehouses: Set<string> } {
    const none = new Set<string>()
    const hidden = this.candidates.filter((policy) => policy.display === 'hidden')
    return {
      categories: hidden.flatMap((policy) => policy.categoryId ?? []),
      warehouses: new Set(warehouseIds.filter((id) => this.of(none, id).display === 'hidden')),
    }
  }
}

const standard = { id: null, fewBelow: decimal('10'), manyFrom: decimal('100'), cap: decimal('100') }

/** Reads the few policies of a caller. Without any: a buyer sees figures, a guest yes or no. */
export async function loadStockPolicies(db: Db, terms: Terms): Promise<StockPolicies> {
  const mine =
    terms.kind === 'guest'
      ? sql`p.for_guests`
      : sql`not p.for_guests and (p.contract_id = ${terms.contractId} or p.company_id = ${terms.companyId}
          or p.group_id = ${terms.groupId}::uuid or num_nonnulls(p.contract_id, p.company_id, p.group_id) = 0)`
  const { rows } = await sql<{
    id: string
    scope: number
    category_id: string | null
    depth: number
    warehouse_id: string | null
    display: Display
    few_below: string
    many_from: string
    cap: string
  }>`
    select p.id, case when p.contract_id is not null then 3 when p.company_id is not null then 2
        when p.group_id is not null then 1 else 0 end as scope,
      p.category_id, coalesce(cardinality(c.ancestors), 0) as depth, p.warehouse_id,
      p.display, p.few_below, p.many_from, p.cap
    from visibility.policies p left join catalog.categories c on c.id = p.category_id
    where ${mine} order by p.id`.execute(db)
  return new StockPolicies(
    rows.map((row) => ({
      id: row.id,
      scope: row.scope,
      categoryId: row.category_id,
      depth: row.depth,
      warehouseId: row.warehouse_id,
      display: row.display,
      fewBelow: decimal(row.few_below),
      manyFrom: decimal(row.many_from),
      cap: decimal(row.cap),
    })),
    { ...standard, display: terms.kind === 'guest' ? 'yes_no' : 'exact' },
  )
}
