import { deleteCart, submitCart, type Cart } from '@portal/api/carts.ts'
import { randomUUID } from 'node:crypto'
import { fillCart, type Buyer } from './buyers.ts'

export interface Durations {
  median: number
  longest: number
  runs: number
}

/** Orders carts of this size one after another. Milliseconds: the submit alone, and from no cart to the order's number. */
export async function timeOrders(
  buyer: Buyer,
  lineCount: number,
  runs: number,
): Promise<{ submit: Durations; whole: Durations }> {
  const submits: number[] = []
  const wholes: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    const cart = await fillCart(buyer, lineCount)
    const filled = performance.now()
    await submit(buyer, cart)
    submits.push(performance.now() - filled)
    wholes.push(performance.now() - start)
  }
  return { submit: durations(submits), whole: durations(wholes) }
}

async function submit(buyer: Buyer, cart: Cart): Promise<void> {
  await buyer.call(submitCart, {
    params: { cartId: cart.id },
    body: { revision: cart.revision, submissionKey: randomUUID() },
  })
}

/** A buyer keeps at most so many open carts; those of the measurement are thrown away. */
export async function throwAway(buyer: Buyer, cart: Cart): Promise<void> {
  await buyer.call(deleteCart, { params: { cartId: cart.id } })
}

export function durations(times: readonly number[]): Durations {
  const sorted = times.toSorted((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)]!, longest: sorted.at(-1)!, runs: sorted.length }
}
