import {
  addLines,
  addUploadToCart,
  changeLine,
  copyCart as copyCartEndpoint,
  createCart as createCartEndpoint,
  deleteCart,
  getCart,
  listCarts,
  removeLines,
  restoreCart as restoreCartEndpoint,
  updateCart,
} from '@portal/api/carts.ts'
import type { App } from '#kernel/app.ts'
import { transaction } from '#kernel/db.ts'
import { buyerTerms, mount, signedIn, type Context } from '#kernel/mount.ts'
import { addRows } from './add-lines.ts'
import { addUpload } from './add-upload.ts'
import { cartView } from './cart-view.ts'
import { changeOneLine } from './change-line.ts'
import { copyCart } from './copy-cart.ts'
import { createCart } from './create-cart.ts'
import { cartSummary, openCarts } from './queries.ts'
import { notePricesSeen } from './note-prices-seen.ts'
import { forgetFigures } from './line-figures.ts'
import { restoreCart } from './restore-cart.ts'
import { lockOpenCart, markChanged } from './store.ts'

export function mountCarts(app: App): void {
  const summary = (context: Context, cartId: string) =>
    cartSummary(context.db, buyerTerms(context).companyId, cartId)

  mount(app, listCarts, async ({ context }) => ({
    items: await openCarts(context.db, buyerTerms(context).companyId),
  }))
  mount(app, createCartEndpoint, async ({ body, context }) => {
    const cart = await transaction(context.db, (tx) => createCart(tx, context, body.name))
    return summary(context, cart.id)
  })
  mount(app, getCart, ({ params, context }) => cartView(context, params.cartId))
  mount(app, updateCart, async ({ params, body, context }) => {
    await transaction(context.db, async (tx) => {
      const cart = await lockOpenCart(tx, buyerTerms(context).companyId, params.cartId)
      if (body.pricesSeen) await notePricesSeen(tx, context, cart)
      if (body.name)
        await tx.updateTable('carts.carts').set({ name: body.name }).where('id', '=', cart.id).execute()
      await markChanged(tx, cart, signedIn(context).id, context.now)
    })
    return summary(context, params.cartId)
  })
  mount(app, deleteCart, async ({ params, context }) => {
    await transaction(context.db, async (tx) => {
      const cart = await lockOpenCart(tx, buyerTerms(context).companyId, params.cartId)
      await tx.updateTable('carts.carts').set({ state: 'deleted' }).where('id', '=', cart.id).execute()
      await markChanged(tx, cart, signedIn(context).id, context.now)
    })
    return {}
  })
  mount(app, restoreCartEndpoint, async ({ params, context }) => {
    await restoreCart(context, params.cartId)
    return summary(context, params.cartId)
  })
  mount(app, copyCartEndpoint, async ({ params, body, context }) =>
    summary(context, await copyCart(context, params.cartId, body.name)),
  )
  mount(app, addLines, async ({ params, body, context }) => {
    const added = await addRows(context, params.cartId, body)
    return { ...added, cart: await summary(context, params.cartId) }
  })
  mount(app, addUploadToCart, async ({ params, body, context }) => {
    const added = await addUpload(context, params.cartId, body)
    return { ...added, cart: await summary(context, params.cartId) }
  })
  mount(app, changeLine, ({ params, body, context }) =>
    changeOneLine(context, params.cartId, params.lineId, body),
  )
  mount(app, removeLines, async ({ params, body, context }) => {
    const { removed, revision } = await transaction(context.db, async (tx) => {
      const cart = await lockOpenCart(tx, buyerTerms(context).companyId, params.cartId)
      const gone = await tx
        .deleteFrom('carts.lines')
        .where('cart_id', '=', cart.id)
        .where('id', 'in', body.lineIds)
        .returning('product_id')
        .execute()
      await forgetFigures(
        tx,
        cart.id,
        gone.map((line) => line.product_id),
      )
      return {
        removed: gone.length,
        revision: await markChanged(tx, cart, signedIn(context).id, context.now),
      }
    })
    return { removed, revision, cart: await summary(context, params.cartId) }
  })
}
