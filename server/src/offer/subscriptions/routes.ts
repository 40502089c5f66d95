import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError } from '@portal/api/errors.ts'
import {
  demandQuery,
  endByLetter as endByLetterEndpoint,
  endSubscriptions as endSubscriptionsEndpoint,
  extendSubscriptions as extendSubscriptionsEndpoint,
  getSubscriptionLetter,
  listDemand,
  listSubscribedProducts,
  listSubscriptions,
  listWaitingBuyers,
  subscribe as subscribeEndpoint,
} from '@portal/api/subscriptions.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import type { Table } from '#kernel/sheets/cell.ts'
import { writeCsv } from '#kernel/sheets/write-csv.ts'
import { writeXlsx } from '#kernel/sheets/write-xlsx.ts'
import { demand, waitingBuyers, wholeDemand } from './demand.ts'
import { demandTable } from './demand-file.ts'
import { endByLetter, endSubscriptions, extendSubscriptions } from './end-subscriptions.ts'
import { letterOfLink, mySubscriptions, subscribedProducts } from './queries.ts'
import { subscribe } from './subscribe.ts'

/** Subscriptions of buyers, the link in their letters, and what the supplier learns from them (function 13). */
export function mountSubscriptions(app: App): void {
  mount(app, listSubscriptions, ({ query, context }) => mySubscriptions(context, query))
  mount(app, listSubscribedProducts, ({ context }) => subscribedProducts(context))
  mount(app, subscribeEndpoint, ({ body, context }) => subscribe(context, body))
  mount(app, extendSubscriptionsEndpoint, async ({ body, context }) => ({
    expiresAt: (await extendSubscriptions(context, body.ids)).toISOString(),
  }))
  mount(app, endSubscriptionsEndpoint, async ({ body, context }) => ({
    ended: await endSubscriptions(context, body.ids),
  }))
  mount(app, getSubscriptionLetter, ({ params, context }) => letterOfLink(context.db, params.token))
  mount(app, endByLetterEndpoint, async ({ params, body, context }) => ({
    ended: await endByLetter(context, params.token, body.ids),
  }))
  mount(app, listDemand, ({ query, context }) => demand(context, query))
  mount(app, listWaitingBuyers, ({ params, context }) => waitingBuyers(context, params.productId))
  mountDemandFile(app)
}

const kinds = {
  csv: {
    type: 'text/csv; charset=utf-8',
    write: (target: string, table: Table) => writeCsv(target, table, 'utf-8'),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: writeXlsx,
  },
}

/** GET /api/office/demand.csv and .xlsx: files, so not endpoints of the JSON contract; the same people may have them. */
function mountDemandFile({ fastify, db, clock }: App): void {
  for (const [kind, { type, write }] of Object.entries(kinds))
    fastify.get(`/api/office/demand.${kind}`, async (request, reply) => {
      const { user, operator } = request.caller
      if (!user) throw new AppError('not_signed_in')
      if (!operator) throw new AppError('not_found')
      if (!operator.permissions.has('goods.manage')) throw new AppError('forbidden')
      const query = demandQuery.safeParse(request.query)
      if (!query.success) throw new AppError('invalid_input')
      const { search, sort } = query.data
      const at = { now: clock.now(), language: request.language, search }
      const folder = await mkdtemp(path.join(tmpdir(), 'artikul-demand-'))
      const target = path.join(folder, `demand.${kind}`)
      try {
        await write(target, demandTable(wholeDemand(db, at, sort), at))
        const file = createReadStream(target)
        file.on('close', () => void rm(folder, { recursive: true, force: true }))
        return reply
          .header('cache-control', 'no-store')
          .header('content-disposition', `attachment; filename="demand.${kind}"`)
          .type(type)
          .send(file)
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
    })
}
