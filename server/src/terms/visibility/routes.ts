import {
  createStockPolicy,
  listStockPolicies,
  removeStockPolicy,
  stockExamples,
  updateStockPolicy,
} from '@portal/api/stock-display.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { examplesOf } from './examples.ts'
import { policyNamed, policyPage } from './policy-list.ts'
import { changePolicy, makePolicy, removePolicy } from './write-policy.ts'

export function mountVisibility(app: App): void {
  mount(app, listStockPolicies, ({ query, context }) => policyPage(context.db, query, context.language))
  mount(app, createStockPolicy, async ({ body, context }) =>
    policyNamed(context.db, await makePolicy(context, body), context.language),
  )
  mount(app, updateStockPolicy, async ({ params, body, context }) => {
    await changePolicy(context, params.policyId, body)
    return policyNamed(context.db, params.policyId, context.language)
  })
  mount(app, removeStockPolicy, async ({ params, context }) => {
    await removePolicy(context, params.policyId)
    return {}
  })
  mount(app, stockExamples, ({ query }) => Promise.resolve({ items: examplesOf(query) }))
}
