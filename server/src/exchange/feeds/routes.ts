import { AppError } from '@portal/api/errors.ts'
import {
  createFeedSource,
  discardFeedImport,
  fetchFeed,
  getFeedImport,
  getFeedSource,
  listFeedImports,
  listFeedRows,
  listFeedSources,
  setFeedMapping,
  startFeedImport,
  updateFeedSource,
  uploadFeedFile,
} from '@portal/api/feeds.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { addSource, changeSource } from './change-source.ts'
import { createImport } from './create-import.ts'
import { queueFetch } from './fetch-feed.ts'
import { importDetails, importRows, imports, importSummary, sources, sourceView } from './queries.ts'
import { setMapping } from './set-mapping.ts'
import { discardImport, startImport } from './settle-import.ts'

export function mountFeeds(app: App): void {
  mount(app, listFeedSources, async ({ context }) => ({ items: await sources(context.db) }))
  mount(app, getFeedSource, ({ params, context }) => sourceView(context.db, params.sourceId))
  mount(app, createFeedSource, async ({ body, context }) =>
    sourceView(context.db, await addSource(context, body)),
  )
  mount(app, updateFeedSource, async ({ params, body, context }) => {
    await changeSource(context, params.sourceId, body)
    return sourceView(context.db, params.sourceId)
  })
  mount(app, uploadFeedFile, async ({ params, file, context }) =>
    importSummary(context.db, await createImport(context, app.config.DATA_DIR, params.sourceId, file)),
  )
  mount(app, fetchFeed, async ({ params, context }) => {
    const source = await sourceView(context.db, params.sourceId)
    if (source.settings.url === null || !source.active) throw new AppError('wrong_state')
    await queueFetch(context.db, params.sourceId, context.now)
    return sourceView(context.db, params.sourceId)
  })
  mount(app, listFeedImports, ({ query, context }) => imports(context.db, query))
  mount(app, getFeedImport, ({ params, context }) => importDetails(context.db, params.importId))
  mount(app, listFeedRows, ({ params, query, context }) => importRows(context.db, params.importId, query))
  mount(app, setFeedMapping, async ({ params, body, context }) => {
    await setMapping(context, params.importId, body)
    return importDetails(context.db, params.importId)
  })
  mount(app, startFeedImport, async ({ params, body, context }) => {
    await startImport(context, params.importId, body.confirmed)
    return importSummary(context.db, params.importId)
  })
  mount(app, discardFeedImport, async ({ params, context }) => {
    await discardImport(context, params.importId)
    return importSummary(context.db, params.importId)
  })
}
