import type pg from 'pg'
import { copyRows } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

/** A supplier whose price lists come as files: it asks before a full file takes much off sale. */
export async function loadFeedSource(client: pg.ClientBase, ids: DemoIds, now: string): Promise<void> {
  const id = ids.next('connection')
  await copyRows(
    client,
    'erp.connections',
    ['id', 'name', 'source', 'protocol', 'seller_id', 'created_at'],
    [[id, 'Прайс-лист завода «Сигнал»', `feed:${id}`, 'feed', ids.of('seller', 'kr'), now]],
  )
  const settings = { createProducts: false, mode: 'full', missing: 'withdraw', maxDropPercent: 20 }
  await copyRows(client, 'feeds.sources', ['id', 'settings'], [[id, JSON.stringify(settings)]])
}
