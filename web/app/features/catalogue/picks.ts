import type { AddedRow } from '@portal/api/carts.ts'
import type { OfferItem } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { useState } from 'react'
import { fitQuantity } from '../../lib/quantity.ts'
import type { Selection } from '../../ui/ticks.ts'
import type { RowToAdd } from '../offer/add-rows.ts'
import { leastIn, rulesIn } from '../offer/units.ts'

/** What the buyer has written beside a product; it outlives turning the page. */
export interface Pick {
  item: OfferItem
  packagingId: string
  quantity: string | null
  ticked: boolean
}

export interface Picks {
  of: (item: OfferItem) => Pick
  ticked: readonly Pick[]
  rows: readonly RowToAdd[]
  /** what became of a row the last time it was put into a cart */
  outcomeOf: (productId: string) => AddedRow | undefined
  setQuantity: (item: OfferItem, quantity: string | null) => void
  setUnit: (item: OfferItem, packagingId: string) => void
  /** the same for many: what is typed already is fitted to the new unit */
  setUnits: (items: readonly OfferItem[], packagingOf: (item: OfferItem) => string) => void
  selectionOf: (items: readonly OfferItem[]) => Selection
  clear: () => void
  /** what went in loses its tick, what was refused keeps it */
  settle: (rows: readonly AddedRow[]) => void
}

/**
 * Ticks and quantities of the catalogue. Typing a quantity ticks the row; a tick asks for the least possible. `here` are
 * the products shown now: their prices are the newest known.
 */
export function usePicks(here: readonly OfferItem[] | undefined): Picks {
  const [picks, setPicks] = useState<ReadonlyMap<string, Pick>>(new Map())
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, AddedRow>>(new Map())

  const of = (item: OfferItem): Pick =>
    picks.get(item.productId) ?? {
      item,
      packagingId: item.units[0]?.packagingId ?? baseUnit,
      quantity: null,
      ticked: false,
    }
  function change(item: OfferItem, patch: Partial<Pick>) {
    setPicks(new Map(picks).set(item.productId, { ...of(item), item, ...patch }))
    if (outcomes.has(item.productId)) {
      const next = new Map(outcomes)
      next.delete(item.productId)
      setOutcomes(next)
    }
  }
  const shown = new Map(here?.map((item) => [item.productId, item]))
  const ticked = [...picks.values()]
    .filter((pick) => pick.ticked && pick.quantity !== null)
    .map((pick) => ({ ...pick, item: shown.get(pick.item.productId) ?? pick.item }))
  return {
    of,
    ticked,
    rows: ticked.map(({ item, packagingId, quantity }) => ({
      productId: item.productId,
      packagingId,
      quantity: quantity ?? '',
    })),
    outcomeOf: (productId) => outcomes.get(productId),
    setQuantity: (item, quantity) =>
      change(item, { quantity, ticked: quantity !== null && Number(quantity) > 0 }),
    setUnit: (item, packagingId) => {
      const { quantity } = of(item)
      change(item, {
        packagingId,
        quantity: quantity === null ? null : fitQuantity(quantity, rulesIn(item, packagingId)),
      })
    },
    setUnits: (items, packagingOf) => {
      const next = new Map(picks)
      for (const item of items) {
        const pick = of(item)
        const packagingId = packagingOf(item)
        if (packagingId === pick.packagingId) continue
        const { quantity } = pick
        next.set(item.productId, {
          ...pick,
          packagingId,
          quantity: quantity === null ? null : fitQuantity(quantity, rulesIn(item, packagingId)),
        })
      }
      setPicks(next)
    },
    selectionOf: (items) => ({
      selected: new Set([...picks].filter(([, pick]) => pick.ticked).map(([productId]) => productId)),
      onChange: (selected) => {
        const next = new Map(picks)
        for (const item of items) {
          const pick = of(item)
          const on = selected.has(item.productId)
          if (on !== pick.ticked)
            next.set(item.productId, {
              ...pick,
              ticked: on,
              quantity: on ? (pick.quantity ?? leastIn(item, pick.packagingId)) : pick.quantity,
            })
        }
        setPicks(next)
      },
    }),
    clear: () => setPicks(new Map()),
    settle: (rows) => {
      const next = new Map(picks)
      for (const { productId, outcome } of rows) if (outcome !== 'refused') next.delete(productId)
      setPicks(next)
      setOutcomes(new Map(rows.map((row) => [row.productId, row])))
    },
  }
}
