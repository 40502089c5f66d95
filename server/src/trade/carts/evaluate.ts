import type { LineProblem } from '@portal/api/carts.ts'
import { baseUnit, type Language } from '@portal/api/primitives.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { dateIn } from '#kernel/clock.ts'
import { decimal, lineAmounts, one, zero, type Decimal, type LineAmounts } from '#kernel/money.ts'
import {
  enoughAsShown,
  type Enough,
  offeredProducts,
  priceLines,
  type LinePrice,
  type Offered,
} from '#src/offer/showcase/public.ts'
import { contractedOf } from '#src/terms/contracts/public.ts'
import { type Awaited, AwaitedGoods } from './awaited.ts'
import { contractsOfLines, type LineContract } from './contracts-of-lines.ts'
import { problemsOf } from './problems.ts'
import { lineSplitter, type LinePart } from './split-line.ts'
import type { StoredLine } from './store.ts'

/** A line as it stands today: what is offered, at what price, and what stops it. */
export interface EvaluatedLine {
  stored: StoredLine
  contract: LineContract
  quantity: Decimal
  offered: Offered | null
  /** base units in one of the line's unit */
  factor: Decimal
  price: LinePrice | null
  amounts: LineAmounts | null
  problems: LineProblem[]
  /** what is left for this line of the quantity agreed at its fixed price, in its unit; null = nothing was agreed */
  contracted: { left: Decimal; over: 'warn' | 'block' } | null
  /** base units that this line may count on, after the lines of the same product before it */
  available: Decimal | null
  /** is there enough for this line, as far as the buyer is shown; what is told to him depends on nothing else (law 5) */
  enough: Enough
  /** what of it is not there; null = everything is */
  awaited: Awaited | null
  /** where it would come from */
  parts: LinePart[]
}

/**
 * Prices and checks lines at today's terms: a fixed number of queries per contract, however many lines.
 * Lines of one product share its stock, in their order.
 */
export async function evaluateLines(
  db: Db | Tx,
  terms: BuyerTerms,
  lines: readonly StoredLine[],
  at: { now: Date; language: Language },
): Promise<EvaluatedLine[]> {
  const contracts = await contractsOfLines(
    db,
    terms,
    lines.map((line) => line.contractId),
    at.now,
  )
  const evaluated = new Map<string, EvaluatedLine>()
  for (const contract of contracts.values()) {
    const own = lines.filter((line) => line.contractId === contract.terms.contractId)
    if (own.length === 0) continue
    for (const line of await evaluateUnder(db, contract, own, at)) evaluated.set(line.stored.id, line)
  }
  return lines.map((line) => evaluated.get(line.id)).filter((line) => line !== undefined)
}

async function evaluateUnder(
  db: Db | Tx,
  contract: LineContract,
  lines: readonly StoredLine[],
  at: { now: Date; language: Language },
): Promise<EvaluatedLine[]> {
  const offered = await offeredProducts(
    db,
    contract.terms,
    lines.map((line) => line.productId),
    at,
  )
  const asked = lines.map((line) => ({
    productId: line.productId,
    packagingId: line.packagingId,
    quantity: decimal(line.quantity),
  }))
  const prices = await priceLines(db, contract.terms, asked, { now: at.now, cart: asked })
  const contracted = await contractedLeft(db, contract, asked, prices, at.now)
  const left = new Map<string, Decimal>()
  const wanted = new Map<string, Decimal>()
  const awaitedGoods = new AwaitedGoods()
  const split = lineSplitter()
  return lines.map((line, index) => {
    const found = offered.get(line.productId) ?? null
    const unit = found?.units.find((one) => one.packagingId === line.packagingId)
    const factor =
      unit && line.packagingId !== baseUnit ? unit.factorNumerator.div(unit.factorDenominator) : one
    const quantity = decimal(line.quantity)
    const price = found && unit ? (prices[index] ?? null) : null
    const needed = factor === one ? quantity : quantity.times(factor)
    const available = found ? (left.get(line.productId) ?? found.available) : null
    if (available) left.set(line.productId, decimalMax(available.minus(needed)))
    const soFar = (wanted.get(line.productId) ?? zero).plus(needed)
    wanted.set(line.productId, soFar)
    const base = {
      stored: line,
      contract,
      quantity,
      offered: found,
      factor,
      price,
      contracted: contracted[index]!,
      available,
      enough: found ? enoughAsShown(found.stockAsShown, soFar) : ('unknown' as const),
      awaited: found && available && awaitedGoods.of(found, needed.minus(available)),
      parts: found ? split(found, needed) : [],
    }
    return { ...base, amounts: price && amountsOf(price, quantity, found), problems: problemsOf(base) }
  })
}

/** Lines of one fixed price share what is left of its quantity, in their order. */
async function contractedLeft(
  db: Db | Tx,
  { terms }: LineContract,
  lines: readonly { productId: string; packagingId: string; quantity: Decimal }[],
  prices: readonly (LinePrice | null)[],
  now: Date,
): Promise<EvaluatedLine['contracted'][]> {
  if (!prices.some((price) => price?.source === 'fixed')) return lines.map(() => null)
  const agreed = await contractedOf(db, terms.contractId, lines, dateIn(now, terms.timeZone))
  const left = new Map<string, Decimal>()
  return agreed.map((each, index) => {
    if (!each) return null
    const there = decimalMax(left.get(each.fixedPriceId) ?? each.left)
    left.set(each.fixedPriceId, there.minus(lines[index]!.quantity.times(each.perUnit)))
    return { left: there.div(each.perUnit), over: each.over }
  })
}

function amountsOf(price: LinePrice, quantity: Decimal, offered: Offered | null): LineAmounts {
  return lineAmounts({
    price: price.unitPrice,
    quantity,
    rate: offered?.vatRate ?? null,
    includesVat: price.includesVat,
    currency: price.currency,
  })
}

function decimalMax(value: Decimal): Decimal {
  return value.isNegative() ? decimal('0') : value
}
