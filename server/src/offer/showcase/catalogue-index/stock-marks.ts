import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { freeQuantity } from '#src/goods/inventory/public.ts'
import type { CatalogueIndex } from './catalogue-index.ts'

/** In which warehouses a product is free at all: a mark per warehouse and document. */
export class StockMarks {
  private readonly byWarehouse = new Map<string, Uint8Array>()
  private readonly capacity: number

  constructor(capacity: number) {
    this.capacity = capacity
  }

  /** Documents of which something is free in one of these warehouses. */
  anywhere(warehouseIds: readonly string[]): Uint8Array {
    const lists = warehouseIds.map((id) => this.byWarehouse.get(id)).filter((marks) => marks !== undefined)
    if (lists.length === 1) return lists[0]!
    const all = new Uint8Array(this.capacity)
    for (const marks of lists) for (let doc = 0; doc < all.length; doc++) all[doc]! |= marks[doc]!
    return all
  }

  mark(warehouseId: string, doc: number): void {
    const marks = this.byWarehouse.get(warehouseId) ?? new Uint8Array(this.capacity)
    this.byWarehouse.set(warehouseId, marks)
    marks[doc] = 1
  }

  /** A product that changed stands under another document now. */
  copy(from: number | undefined, to: number): void {
    if (from === undefined) return
    for (const marks of this.byWarehouse.values()) marks[to] = marks[from]!
  }

  clear(doc: number): void {
    for (const marks of this.byWarehouse.values()) marks[doc] = 0
  }
}

/** All of it, for an index just built; products by their numbers. */
export async function loadStock(
  db: Db,
  docOfNumber: ReadonlyMap<number, number>,
  marks: StockMarks,
): Promise<void> {
  const { rows: warehouses } = await sql<{ id: string }>`select id from inventory.warehouses`.execute(db)
  for (const { id } of warehouses) {
    const { rows } = await sql<{ numbers: string | null }>`
      select string_agg(p.number::text, ',') as numbers
      from inventory.stock s
      left join (select product_id, sum(quantity) as held from inventory.reservations
        where released_at is null and warehouse_id = ${id} group by product_id) r on r.product_id = s.product_id
      join catalog.products p on p.id = s.product_id
      where s.warehouse_id = ${id} and s.quantity > coalesce(r.held, 0) and s.quantity > 0 and p.active`.execute(
      db,
    )
    for (const number of rows[0]!.numbers?.split(',') ?? []) {
      const doc = docOfNumber.get(Number(number))
      if (doc !== undefined) marks.mark(id, doc)
    }
  }
}

/** Anew for these products. */
export async function reloadStock(
  db: Db,
  index: CatalogueIndex,
  marks: StockMarks,
  productIds: readonly string[],
): Promise<void> {
  if (productIds.length === 0) return
  const { rows } = await sql<{ product_id: string; warehouse_id: string }>`
    select s.product_id, s.warehouse_id from inventory.stock s
    where s.product_id = any(${productIds}::uuid[]) and s.quantity > 0 and ${freeQuantity('s')} > 0`.execute(
    db,
  )
  for (const id of productIds) {
    const doc = index.docOf(id)
    if (doc !== undefined) marks.clear(doc)
  }
  for (const { product_id, warehouse_id } of rows) {
    const doc = index.docOf(product_id)
    if (doc !== undefined) marks.mark(warehouse_id, doc)
  }
}
