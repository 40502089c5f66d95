import { type Decimal, zero } from '#kernel/money.ts'

/** An order line that waits for goods; quantities in base units. */
export interface Wait {
  orderLineId: string
  productId: string
  quantity: Decimal
  /** where the goods may come from, the preferred first */
  warehouseIds: readonly string[]
  /** the greater is served first */
  priority: number
  since: Date
  /** false: a person answers when the goods will be there, lots promise nothing */
  byLots: boolean
  /** true: it keeps its place and takes nothing that comes, until its order says otherwise */
  held: boolean
}

export interface OpenLot {
  id: string
  productId: string
  warehouseId: string
  /** the day on which it is expected */
  eta: string
  confirmed: boolean
  /** base units that may be promised */
  free: Decimal
}

export interface LotPart {
  lotId: string
  quantity: Decimal
}

export interface Promised {
  orderLineId: string
  /** in the order of their dates */
  parts: LotPart[]
  /** what no lot covers: its date is to be confirmed */
  uncovered: Decimal
}

export interface Allocated {
  orderLineId: string
  productId: string
  parts: { warehouseId: string; quantity: Decimal }[]
}

/** The queue: by priority, then by the time of the order; of one moment, by id, so that it is the same every time. */
export function inQueue(waits: readonly Wait[]): Wait[] {
  return waits.toSorted(
    (a, b) =>
      b.priority - a.priority ||
      a.since.getTime() - b.since.getTime() ||
      (a.orderLineId < b.orderLineId ? -1 : a.orderLineId > b.orderLineId ? 1 : 0),
  )
}

/**
 * Promises lots to waiting lines in the order given: each takes the nearest dates of its warehouses. `kept` are parts of
 * lots that have come and are not in stock yet: whom they were promised keeps them, unless he is held. Nothing is promised
 * twice.
 */
export function promiseLots(
  waits: readonly Wait[],
  lots: readonly OpenLot[],
  kept: ReadonlyMap<string, readonly LotPart[]> = new Map(),
): Promised[] {
  const free = new Map(lots.map((lot) => [lot.id, lot.free]))
  const byProduct = Map.groupBy(lots, (lot) => lot.productId)
  return waits.map((wait) => {
    const parts: LotPart[] = []
    let left = wait.quantity
    const take = (lotId: string, most: Decimal): Decimal => {
      const quantity = most.lt(left) ? most : left
      if (quantity.lte(zero)) return zero
      parts.push({ lotId, quantity })
      left = left.minus(quantity)
      return quantity
    }
    for (const part of (!wait.held && kept.get(wait.orderLineId)) || []) take(part.lotId, part.quantity)
    const own = wait.byLots ? (byProduct.get(wait.productId) ?? []) : []
    for (const lot of byDate(own, wait.warehouseIds)) {
      const there = free.get(lot.id)!
      free.set(lot.id, there.minus(take(lot.id, there)))
    }
    return { orderLineId: wait.orderLineId, parts, uncovered: left }
  })
}

function byDate(lots: readonly OpenLot[], warehouseIds: readonly string[]): OpenLot[] {
  const place = (lot: OpenLot) => warehouseIds.indexOf(lot.warehouseId)
  return lots
    .filter((lot) => place(lot) >= 0)
    .toSorted((a, b) =>
      a.eta === b.eta ? place(a) - place(b) || (a.id < b.id ? -1 : 1) : a.eta < b.eta ? -1 : 1,
    )
}

/**
 * Gives what is free in stock to waiting lines in the order given, each from its warehouses; one that is held takes nothing.
 * `free` by product and warehouse.
 */
export function allocateStock(waits: readonly Wait[], free: ReadonlyMap<string, Decimal>): Allocated[] {
  const left = new Map(free)
  return waits.map((wait) => {
    const parts: Allocated['parts'] = []
    let missing = wait.held ? zero : wait.quantity
    for (const warehouseId of wait.warehouseIds) {
      const key = stockKey(wait.productId, warehouseId)
      const there = left.get(key) ?? zero
      const quantity = there.lt(missing) ? there : missing
      if (quantity.lte(zero)) continue
      parts.push({ warehouseId, quantity })
      left.set(key, there.minus(quantity))
      missing = missing.minus(quantity)
    }
    return { orderLineId: wait.orderLineId, productId: wait.productId, parts }
  })
}

export function stockKey(productId: string, warehouseId: string): string {
  return `${productId} ${warehouseId}`
}
