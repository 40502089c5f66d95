import { transaction, type Db, type Tx } from '../../kernel/db.ts'
import { products } from '../../goods/catalog/public.ts'
import { users } from '../../people/identity/users.ts' // planted: deep import
import { usersInvited } from '../../people/identity/events.ts'
import { first } from './first.ts'

declare const app: any, sql: any, context: any, copyFrom: any

export async function placeOrder(tx: Tx, input: object): Promise<void> {
  await app.db.selectFrom('orders.orders') // planted: db inside a transaction
  await tx.insertInto('orders.orders').values({ db: 'a name only', at: new Date('2026-01-01') })
  await tx.updateTable('catalog.products as p').set({ products, users, usersInvited, first }) // planted: write to a foreign schema
  await sql`delete from catalog.products where id = ${1}`.execute(tx) // planted: write to a foreign schema
  await sql`insert into orders.lines select * from catalog.products on conflict do update set name = 1`.execute(tx)
  await copyFrom('copy kernel.files (id) from stdin') // planted: write to a foreign schema
}

export const submit = (db: Db) =>
  transaction(db, async (tx) => {
    const now = Date.now() // planted: clock
    await placeOrder(tx, { db: 'a name only' })
    await db.selectFrom('orders.orders') // planted: db inside a transaction
    return [now, new Date()] // planted: clock
  })

export const read = (db: Db) => context.db ?? db
