import { addLines, createCart, getCart, submitCart } from '@portal/api/carts.ts'
import { addLot } from '@portal/api/lots.ts'
import { getOrder } from '@portal/api/orders.ts'
import { expect } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { importStock } from '#src/goods/inventory/public.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from './factories/goods.ts'
import { makeCompany, makeMember, makeUser, signedInAs } from './factories/people.ts'
import { makeContract, makePrice, makePriceList } from './factories/terms.ts'
import { serveWaiting } from '#src/trade/orders/serve-waiting.ts'
import type { TestApp } from './app.ts'

/** Goods that are not there, buyers who order them, and a supplier who gets them in. */
export function waitingStage({ db, call, time }: TestApp) {
  async function market(stock = 0) {
    const sellerId = await makeSellerForGoods(db)
    const warehouse = await makeWarehouse(db)
    const listId = await makePriceList(db, { seller_id: sellerId })
    const article = `WAIT-${newId().slice(-10)}`
    const productId = await makeProduct(db, { seller_id: sellerId, article, stock: { [warehouse]: stock } })
    await makePrice(db, listId, productId, 100)
    const manager = await makeUser(db, { operator_role: 'administrator' })
    const office = { cookie: (await signedInAs(db, manager.id)).cookie }
    const buyer = async (row: Parameters<typeof makeContract>[1] = {}) => {
      const company_id = await makeCompany(db)
      const contract_id = await makeContract(db, {
        seller_id: sellerId,
        price_list_id: listId,
        warehouses: [warehouse],
        company_id,
        ...row,
      })
      const { userId, email } = await makeMember(db, { company_id })
      const { cookie } = await signedInAs(db, userId, { contract_id })
      return { cookie, contractId: contract_id, companyId: company_id, email }
    }
    const lot = async (quantity: string, eta: string, confirmed = true) =>
      (await call(addLot, { body: { productId, warehouseId: warehouse, quantity, eta, confirmed } }, office))
        .body
    const arrive = async (quantity: string) => {
      await transaction(db, (tx) =>
        importStock(tx, [{ productId, warehouseId: warehouse, quantity }], time.now),
      )
      await serve()
    }
    const serve = () => transaction(db, (tx) => serveWaiting(tx, [productId], time.now))
    return { sellerId, warehouse, listId, productId, article, office, buyer, lot, arrive, serve }
  }

  type Buyer = Awaited<ReturnType<Awaited<ReturnType<typeof market>>['buyer']>>

  async function cartWith({ cookie }: Buyer, productId: string, quantity: string) {
    const { id } = (await call(createCart, { body: { name: 'Корзина' } }, { cookie })).body
    await call(addLines, { params: { cartId: id }, body: { rows: [{ productId, quantity }] } }, { cookie })
    return (await call(getCart, { params: { cartId: id } }, { cookie })).body
  }

  async function order(
    buyer: Buyer,
    productId: string,
    quantity: string,
    more: Record<string, unknown> = {},
  ) {
    const cart = await cartWith(buyer, productId, quantity)
    return call(
      submitCart,
      { params: { cartId: cart.id }, body: { revision: cart.revision, submissionKey: newId(), ...more } },
      buyer,
    )
  }

  async function ordered(...args: Parameters<typeof order>) {
    const answer = await order(...args)
    expect(answer.status).toBe(200)
    return answer.body.orders[0]!.id
  }

  async function lineOf({ cookie }: Buyer, orderId: string) {
    const { lines, events, status } = (await call(getOrder, { params: { orderId } }, { cookie })).body
    return { ...lines[0]!, events: events.map((event) => event.kind), status }
  }

  const dated = (line: { promises: { quantity: string; expectedOn: string | null }[] }) =>
    line.promises.map(({ quantity, expectedOn }) => [quantity, expectedOn])
  return { market, cartWith, order, ordered, lineOf, dated }
}
