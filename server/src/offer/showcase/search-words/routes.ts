import {
  changeSynonym,
  createSynonym,
  forgetEmptySearch,
  listEmptySearches,
  listSynonyms,
  removeSynonym as removeSynonymEndpoint,
} from '@portal/api/search-words.ts'
import type { App } from '#kernel/app.ts'
import { transaction } from '#kernel/db.ts'
import { mount } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { forgetEmpty } from './empty-searches.ts'
import { emptySearches, synonyms } from './synonym-queries.ts'
import { removeSynonym, writeSynonym } from './write-synonym.ts'

/** What the operator teaches the search, and what it could not answer. */
export function mountSearchWords(app: App): void {
  mount(app, listSynonyms, ({ query, context }) => synonyms(context.db, query))
  mount(app, createSynonym, ({ body, context }) => writeSynonym(context, null, body))
  mount(app, changeSynonym, ({ params, body, context }) => writeSynonym(context, params.synonymId, body))
  mount(app, removeSynonymEndpoint, async ({ params, context }) => {
    await removeSynonym(context, params.synonymId)
    return {}
  })
  mount(app, listEmptySearches, ({ query, context }) => emptySearches(context.db, query))
  mount(app, forgetEmptySearch, async ({ body, context }) => ({
    forgotten: await transaction(context.db, async (tx) => {
      await record(tx, context, {
        action: 'empty_search.forget',
        entityKind: 'empty_search',
        entityId: null,
        details: { words: body.words },
      })
      return forgetEmpty(tx, [body.words])
    }),
  }))
}
