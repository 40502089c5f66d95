import {
  listPartNumbers,
  listPartNumbersOf,
  removePartNumbers,
  removePartNumbersOf,
  setPartNumber,
  setPartNumberOf,
  setPartNumberRows,
  setPartNumberRowsOf,
} from '@portal/api/part-numbers.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { partNumberPage } from './part-number-page.ts'
import { takeNumbersAway } from './remove-part-numbers.ts'
import { putNumberRows } from './set-by-rows.ts'
import { putPartNumber } from './set-part-number.ts'
import { numbersOfCustomer, ownNumbers } from './whose.ts'

/** Own part numbers, as the buyer keeps them and as the operator keeps them for a customer. */
export function mountPartNumbers(app: App): void {
  mount(app, listPartNumbers, async ({ query, context }) =>
    partNumberPage(context.db, await ownNumbers(context), query, context.language),
  )
  mount(app, setPartNumber, async ({ params, body, context }) =>
    putPartNumber(context, await ownNumbers(context), params.productId, body.partNumber, body.onTaken),
  )
  mount(app, removePartNumbers, async ({ body, context }) =>
    takeNumbersAway(context, await ownNumbers(context), body.productIds),
  )
  mount(app, setPartNumberRows, async ({ body, context }) =>
    putNumberRows(context, await ownNumbers(context), body.rows, body.onTaken),
  )

  mount(app, listPartNumbersOf, async ({ params, query, context }) =>
    partNumberPage(context.db, await numbersOfCustomer(context, params.companyId), query, context.language),
  )
  mount(app, setPartNumberOf, async ({ params, body, context }) =>
    putPartNumber(
      context,
      await numbersOfCustomer(context, params.companyId),
      params.productId,
      body.partNumber,
      body.onTaken,
    ),
  )
  mount(app, removePartNumbersOf, async ({ params, body, context }) =>
    takeNumbersAway(context, await numbersOfCustomer(context, params.companyId), body.productIds),
  )
  mount(app, setPartNumberRowsOf, async ({ params, body, context }) =>
    putNumberRows(context, await numbersOfCustomer(context, params.companyId), body.rows, body.onTaken),
  )
}
