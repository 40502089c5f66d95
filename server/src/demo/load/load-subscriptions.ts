import type pg from 'pg'
import type { DemoCompanyData } from '../demo-data.ts'
import { copyRows } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

/** What buyers wait for. Each is as new: it is looked at with the first run of the job. */
export async function loadSubscriptions(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<number> {
  const subscriptions = [...demo.subscriptions()]
  const wanted = new Set(subscriptions.map(({ product }) => product))
  const labels = new Map<string, string>()
  for (const { key, article, name } of demo.products())
    if (wanted.has(key)) labels.set(key, `${article} · ${name.ru}`)
  return copyRows(
    client,
    'subscriptions.subscriptions',
    [
      'id',
      'user_id',
      'company_id',
      'contract_id',
      'kind',
      'product_id',
      'target',
      'label',
      'wanted_quantity',
      'max_price',
      'waiting',
      'check_at',
      'created_at',
      'expires_at',
    ],
    subscriptions.map((one) => {
      const productId = ids.of('product', one.product)
      return [
        ids.next('subscription'),
        ids.of('user', one.user),
        ids.of('company', one.company),
        ids.of('contract', one.contract),
        one.kind,
        productId,
        productId,
        labels.get(one.product)!,
        one.wantedQuantity,
        one.maxPrice,
        [productId],
        now,
        one.askedAt,
        `${one.expiresOn}T00:00:00Z`,
      ]
    }),
  )
}
