import type { Clock } from '#kernel/clock.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { addJob, reaction, type Reaction } from '#kernel/events.ts'
import type { Task } from '#kernel/worker.ts'
import { productsAdded } from '#src/goods/catalog/events.ts'
import { lotsChanged, stockChanged } from '#src/goods/inventory/events.ts'
import { contractsChanged } from '#src/terms/contracts/events.ts'
import { pricesChanged } from '#src/terms/pricing/events.ts'
import { lookSoon, lookUnderContract } from './store.ts'
import { watchChunk } from './watch.ts'
import { trimSubscriptions, writeLettersChunk } from './write-letters.ts'

const lookTask = 'subscriptions:look'

/** One after another, behind what people wait for. */
const inQueue = { key: lookTask, queue: 'subscriptions', priority: 5 }

export const subscriptionCron = [
  `* * * * * ${lookTask} ?queue=subscriptions&priority=5`,
  '17 3 * * * subscriptions:trim',
]

/** What a batch of an import does to those who wait: they are looked at by the job, not by the import. */
export function subscriptionReactions(clock: Clock): Reaction[] {
  const look = async (tx: Tx, { productIds }: { productIds: string[] }) => {
    if (await lookSoon(tx, productIds, clock.now())) await addJob(tx, lookTask, {}, inQueue)
  }
  return [
    reaction(stockChanged, 'subscriptions.look-at-stock', look),
    reaction(lotsChanged, 'subscriptions.look-at-lots', look),
    reaction(pricesChanged, 'subscriptions.look-at-prices', look),
    reaction(contractsChanged, 'subscriptions.look-under-contract', async (tx, { contractId }) => {
      if (await lookUnderContract(tx, contractId, clock.now())) await addJob(tx, lookTask, {}, inQueue)
    }),
    reaction(productsAdded, 'subscriptions.look-at-arrivals', look),
  ]
}

/** So many chunks in one job; then it makes room for others and goes on. */
const mostChunks = 40

export function subscriptionTasks({
  db,
  clock,
  publicUrl,
}: {
  db: Db
  clock: Clock
  publicUrl: string
}): Record<string, Task> {
  return {
    [lookTask]: async () => {
      const done =
        (await inChunks(() => watchChunk(db, 'product', clock.now()))) &&
        (await inChunks(() => watchChunk(db, 'choice', clock.now()))) &&
        (await inChunks(() => writeLettersChunk(db, publicUrl, clock.now())))
      if (!done) await addJob(db, lookTask, {}, inQueue)
    },
    'subscriptions:trim': async () => trimSubscriptions(db, clock.now()),
  }
}

/** Works chunks until one is empty; false when there may be more. */
async function inChunks(work: () => Promise<number>): Promise<boolean> {
  for (let chunk = 0; chunk < mostChunks; chunk += 1) if ((await work()) === 0) return true
  return false
}
