import type { Cart, CartLine } from '@portal/api/carts.ts'
import { AppError } from '@portal/api/errors.ts'
import type { z } from 'zod'
import type { cartTotals } from '@portal/api/carts.ts'
import { one, sum, wireMoney, wirePrice, wireQuantity, zero, decimal, type Decimal } from '#kernel/money.ts'
import { buyerTerms, signedIn, type Context } from '#kernel/mount.ts'
import { withPrice } from '#src/offer/showcase/public.ts'
import { evaluateLines, type EvaluatedLine } from './evaluate.ts'
import { keepFiguresSeen } from './line-figures.ts'
import { storedLines } from './store.ts'
import { prepaymentOfOrder, waitingPart } from './waiting-part.ts'

/** A cart at today's prices and rules; lines that cannot be ordered stand first. */
export async function cartView(context: Context, cartId: string): Promise<Cart> {
  const terms = buyerTerms(context)
  const cart = await context.db
    .selectFrom('carts.carts as c')
    .innerJoin('identity.users as u', 'u.id', 'c.updated_by')
    .select(['c.id', 'c.name', 'c.revision', 'c.state', 'c.updated_at', 'c.updated_by', 'c.priced_at'])
    .select('u.name as updated_by_name')
    .where('c.id', '=', cartId)
    .where('c.company_id', '=', terms.companyId)
    .where('c.state', '<>', 'deleted')
    .executeTakeFirst()
  if (!cart) throw new AppError('not_found')
  const lines = await evaluateLines(context.db, terms, await storedLines(context.db, cartId), context)
  if (cart.state === 'open') await keepFiguresSeen(context.db, cart, lines, context.now)
  const views = lines.map(lineView)
  const stopped = views.filter(isStopped)
  return {
    id: cart.id,
    name: cart.name,
    revision: cart.revision,
    state: cart.state,
    lines: [...stopped, ...views.filter((line) => !isStopped(line))],
    totals: totalsOf(lines),
    orders: ordersOf(lines),
    priceChanges: views.filter((line) => line.previousPrice !== null).length,
    updatedAt: cart.updated_at.toISOString(),
    updatedByName: cart.updated_by_name,
    updatedByMe: cart.updated_by === signedIn(context).id,
    abilities: abilitiesOf(context, cart.state, {
      lineCount: lines.length,
      stopped: stopped.length > 0,
    }),
  }
}

const isStopped = (line: CartLine) => line.problems.some((problem) => problem.blocks)

/** What the caller may do with the cart as it stands. */
export function abilitiesOf(
  context: Context,
  state: Cart['state'],
  { lineCount, stopped }: { lineCount: number; stopped: boolean },
): Cart['abilities'] {
  const edit = state === 'open' && context.caller.acting?.mode !== 'preview'
  const allowed = buyerTerms(context).permissions.has('orders.submit')
  return { edit, submit: edit && allowed && lineCount > 0 && !stopped }
}

/** One line for the wire. */
export function lineView(line: EvaluatedLine): CartLine {
  const { stored, contract, offered, price, amounts, quantity, factor } = line
  const currency = contract.terms.currency
  const changed = price && stored.seenPrice !== null && !decimal(stored.seenPrice).equals(price.unitPrice)
  const needed = factor === one ? quantity : quantity.times(factor)
  const told = offered?.stockNumberMayBeTold ?? false
  return {
    id: stored.id,
    contractId: contract.terms.contractId,
    contractNumber: contract.number,
    sellerName: contract.sellerName,
    productId: stored.productId,
    item: offered && withPrice(offered, price),
    article: stored.article,
    name: offered?.name ?? stored.name,
    packagingId: stored.packagingId,
    unitName: offered?.units.find((unit) => unit.packagingId === stored.packagingId)?.name ?? stored.unitName,
    quantity: wireQuantity(quantity),
    unitPrice: price && wirePrice(price.unitPrice, currency),
    previousPrice: changed && stored.seenPrice !== null ? wirePrice(stored.seenPrice, currency) : null,
    net: amounts && wireMoney(amounts.net, currency),
    vat: amounts && wireMoney(amounts.vat, currency),
    gross: amounts && wireMoney(amounts.gross, currency),
    weightKg: offered?.weightKg ? wireQuantity(offered.weightKg.times(needed)) : null,
    comment: stored.comment,
    problems: line.problems,
    availableNow: told && line.available ? wireQuantity(inUnit(least(line.available, needed), factor)) : null,
    waits: line.enough === 'no',
    awaited: awaitedView(line, told),
    confirms: offered !== null && line.enough === 'unknown',
    warehouses: line.parts.map(({ warehouseId, quantity: part }) => {
      const shown = offered!.stockByWarehouse.find((each) => each.warehouseId === warehouseId)!
      return {
        warehouseId,
        name: shown.name,
        quantity: part && wireQuantity(inUnit(part, factor)),
        stock: shown.stock,
      }
    }),
  }
}

/**
 * What comes when. Where figures are masked, only the nearest date is told, and only of what is shown not to be there:
 * more would tell how much there is, or how large lots are (law 5).
 */
function awaitedView(
  { awaited, offered, factor, enough }: EvaluatedLine,
  told: boolean,
): CartLine['awaited'] {
  if (!offered || offered.absentGoods === 'forbid' || enough !== 'no') return []
  if (!told) {
    const nearest = offered.absentGoods === 'on_request' ? undefined : offered.lots[0]
    return [{ quantity: null, expectedOn: nearest?.eta ?? null, confirmed: nearest?.confirmed ?? false }]
  }
  const { parts, uncovered } = awaited ?? { parts: [], uncovered: zero }
  const byDate = parts.map(({ quantity, eta, confirmed }) => ({
    quantity: wireQuantity(inUnit(quantity, factor)),
    expectedOn: eta,
    confirmed,
  }))
  const later = { quantity: wireQuantity(inUnit(uncovered, factor)), expectedOn: null, confirmed: false }
  return uncovered.gt(0) ? [...byDate, later] : byDate
}

/** Totals are sums of rounded lines; several currencies are never added up, so there is no sum then. */
export function totalsOf(lines: readonly EvaluatedLine[]): z.infer<typeof cartTotals> {
  const currencies = new Set(lines.map((line) => line.contract.terms.currency))
  const currency = currencies.size === 1 ? [...currencies][0] : undefined
  const total = (part: 'net' | 'vat' | 'gross') =>
    currency ? wireMoney(sum(lines.map((line) => line.amounts?.[part] ?? zero)), currency) : null
  const measured = (of: (line: EvaluatedLine) => Decimal | null | undefined) =>
    wireQuantity(
      sum(lines.map((line) => (of(line) ?? zero).times(line.quantity).times(line.factor))).toDecimalPlaces(6),
    )
  return {
    lineCount: lines.length,
    net: total('net'),
    vat: total('vat'),
    gross: total('gross'),
    weightKg: measured((line) => line.offered?.weightKg),
    volumeM3: measured((line) => line.offered?.volumeM3),
    linesWithoutWeight: lines.filter((line) => !line.offered?.weightKg).length,
  }
}

/** The orders that the lines will become, an order a contract. */
export function ordersOf(lines: readonly EvaluatedLine[]): Cart['orders'] {
  const groups = Map.groupBy(lines, (line) => line.contract.terms.contractId)
  return [...groups].map(([contractId, own]) => {
    const { contract } = own[0]!
    const currency = contract.terms.currency
    const gross = sum(own.map((line) => line.amounts?.gross ?? zero))
    const waits = own.map(waitingPart)
    const missing = contract.minOrderAmount ? decimal(contract.minOrderAmount).minus(gross) : zero
    return {
      contractId,
      contractNumber: contract.number,
      sellerName: contract.sellerName,
      lineCount: own.length,
      gross: wireMoney(gross, currency),
      missingToMinimum: missing.gt(0) ? wireMoney(missing, currency) : null,
      prepayment: prepaymentOfOrder(
        contract.prepaymentPercent,
        new Set(waits.flatMap(({ waiting }) => waiting ?? [])),
        sum(waits.map(({ gross: part }) => part ?? zero)),
        currency,
      ),
    }
  })
}

/** Base units in a unit of `factor` of them: never more than there are. */
function inUnit(base: Decimal, factor: Decimal): Decimal {
  return factor === one ? base : base.div(factor).toDecimalPlaces(6, 1)
}

function least(a: Decimal, b: Decimal): Decimal {
  return a.lt(b) ? a : b
}
