import { sql } from 'kysely'
import { beforeEach } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { importStock } from '#src/goods/inventory/public.ts'
import { makeProduct, makeWarehouse } from './factories/goods.ts'
import { makeMember, signedInAs } from './factories/people.ts'
import { makeCompanyForTerms, makeContract, makePrice, makePriceList } from './factories/terms.ts'
import { subscriptionReactions, subscriptionTasks } from '#src/offer/subscriptions/tasks.ts'
import type { TestApp } from './app.ts'

/** Buyers who wait for something, and the job that looks. Three hours pass between two tests, and letters are forgotten. */
export function subscriptionStage({ app, db, time }: TestApp) {
  const look = () =>
    subscriptionTasks({ db, clock: app.clock, publicUrl: 'http://portal.test' })['subscriptions:look']!({})

  beforeEach(async () => {
    time.now = new Date(time.now.getTime() + 3 * 3_600_000)
    await sql`delete from graphile_worker._private_jobs`.execute(db)
    await db.deleteFrom('kernel.mails').execute()
  })

  const later = (minutes: number) => {
    time.now = new Date(time.now.getTime() + minutes * 60_000)
  }

  /** A buyer of a company under a contract with a list of prices, and a warehouse of his. */
  async function makeBuyer(
    role: 'buyer' | 'viewer' = 'buyer',
    more: { seller_id?: string; list?: string } = {},
  ) {
    const listId = more.list ?? (await makePriceList(db, more.seller_id ? { seller_id: more.seller_id } : {}))
    const { seller_id } = await db
      .selectFrom('pricing.price_lists')
      .select('seller_id')
      .where('id', '=', listId)
      .executeTakeFirstOrThrow()
    const warehouseId = await makeWarehouse(db)
    const company_id = await makeCompanyForTerms(db)
    const contract_id = await makeContract(db, {
      company_id,
      seller_id,
      price_list_id: listId,
      warehouses: [warehouseId],
    })
    const { userId, email } = await makeMember(db, { company_id, role })
    const { cookie } = await signedInAs(db, userId, { contract_id })
    const product = async (name: string, row: Parameters<typeof makeProduct>[1] = {}) => {
      const id = await makeProduct(db, { seller_id, name, ...row })
      await makePrice(db, listId, id, '777')
      return id
    }
    return {
      listId,
      seller_id,
      warehouseId,
      company_id,
      contract_id,
      userId,
      email,
      headers: { cookie },
      product,
    }
  }

  /** Stock comes as an exchange brings it: one batch, its event, its reactions. */
  async function arrive(rows: { productId: string; warehouseId: string; quantity: string }[]): Promise<void> {
    await transaction(db, (tx) => importStock(tx, rows, time.now))
    await react()
  }

  /** What was published is reacted to, and the job looks. */
  async function react(): Promise<void> {
    const { rows: events } = await sql<{ payload: { name: string; payload: unknown; id: string } }>`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = 'event' returning j.payload`.execute(db)
    for (const { payload } of events)
      for (const one of subscriptionReactions(app.clock).filter(({ event }) => event === payload.name))
        await transaction(db, (tx) => one.run(tx, payload.payload, payload.id))
    await look()
  }

  const mails = () =>
    db
      .selectFrom('kernel.mails')
      .select(['recipient', 'subject', 'body_text'])
      .orderBy('created_at')
      .orderBy('id')
      .execute()

  const backInStock = (productId: string, wantedQuantity?: string) => ({
    body: { kind: 'back_in_stock' as const, productId, ...(wantedQuantity ? { wantedQuantity } : {}) },
  })
  return { look, later, makeBuyer, arrive, react, mails, backInStock }
}
