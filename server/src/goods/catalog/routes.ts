import { listAnalogs, removeAnalog, setAnalog, setAnalogRows } from '@portal/api/analogs.ts'
import { AppError } from '@portal/api/errors.ts'
import {
  getProductAsOperator,
  listAttributeValues,
  listBrands,
  listCategoriesAsOperator,
  listProducts,
  updateProduct,
  updateProducts,
} from '@portal/api/goods.ts'
import {
  getProductVat,
  listVatRates,
  removeVatRate,
  setProductVat,
  setVatRate,
} from '@portal/api/vat-rates.ts'
import { listVatClasses, pasteVatClasses, setVatClasses } from '@portal/api/vat-classes.ts'
import { listUnits, setProductQuantities } from '@portal/api/quantities.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { changeProducts } from './change-products.ts'
import { mountCrossReferences } from './cross-references/routes.ts'
import { mountFamilies } from './families/routes.ts'
import { analogsOf, dropAnalog, putAnalog } from './office-analogs.ts'
import { officeAttributeValues } from './office-attribute-values.ts'
import { officeBrands, officeCategories } from './office-categories.ts'
import { type BesideProduct, officeProduct } from './office-product.ts'
import { officeProducts } from './office-products.ts'
import { officeUnits } from './office-units.ts'
import { setQuantities } from './set-quantities.ts'
import { putAnalogRows } from './set-analog-rows.ts'
import { changeProductVat, productVat } from './product-vat.ts'
import { changeVatClasses, pasteClasses } from './set-vat-classes.ts'
import { classifiedProducts } from './vat-classes.ts'
import { mountMedia } from './media/routes.ts'
import { dropVatRate, putVatRate, vatRates } from './vat-rates.ts'

export function mountCatalog(app: App, beside: BesideProduct): void {
  mount(app, listProducts, ({ query, context }) => officeProducts(context, beside, query))
  mount(app, getProductAsOperator, ({ params, context }) => officeProduct(context, beside, params.productId))
  mount(app, updateProducts, async ({ body: { productIds, ...change }, context }) => ({
    outcomes: await changeProducts(context, productIds, change),
  }))
  mount(app, updateProduct, async ({ params, body, context }) => {
    const [done] = await changeProducts(context, [params.productId], body)
    if (done!.outcome === 'not_found') throw new AppError('not_found')
    if (done!.outcome === 'has_variants') throw new AppError('sold_as_variants')
    return officeProduct(context, beside, params.productId)
  })
  mount(app, listCategoriesAsOperator, ({ context }) => officeCategories(context.db, context.language))
  mount(app, listAttributeValues, ({ query, context }) =>
    officeAttributeValues(context.db, context.language, query.search),
  )
  mount(app, listBrands, ({ query, context }) => officeBrands(context.db, query.search))

  mountMedia(app)

  mount(app, listUnits, ({ context }) => officeUnits(context.db, context.language))
  mount(app, setProductQuantities, async ({ params, body, context }) => {
    await setQuantities(context, params.productId, body)
    return {}
  })

  mount(app, listAnalogs, ({ params, context }) => analogsOf(context.db, context.language, params.productId))
  mount(app, setAnalog, ({ params, body, context }) => putAnalog(context, params, body))
  mount(app, removeAnalog, async ({ params, context }) => {
    await dropAnalog(context, params)
    return {}
  })
  mount(app, setAnalogRows, ({ body, context }) => putAnalogRows(context, body.rows))
  mount(app, listVatRates, async ({ context }) => ({ items: await vatRates(context) }))
  mount(app, setVatRate, async ({ body, context }) => {
    await putVatRate(context, body)
    return { items: await vatRates(context) }
  })
  mount(app, removeVatRate, async ({ query, context }) => {
    await dropVatRate(context, query)
    return { items: await vatRates(context) }
  })
  mount(app, listVatClasses, ({ query, context }) => classifiedProducts(context, query))
  mount(app, setVatClasses, ({ body, context }) => changeVatClasses(context, body))
  mount(app, pasteVatClasses, async ({ body, context }) => ({ rows: await pasteClasses(context, body) }))
  mount(app, getProductVat, ({ params, context }) => productVat(context, params.productId))
  mount(app, setProductVat, async ({ params, body, context }) => {
    await changeProductVat(context, params.productId, body)
    return productVat(context, params.productId)
  })
  mountFamilies(app)
  mountCrossReferences(app)
}
