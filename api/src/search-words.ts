import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, instant, page, pageQuery } from './primitives.ts'

const tags = ['search'] as const

/** A word or a few, as somebody types them. */
const phrase = z.string().trim().min(1).max(80)
const phrases = z.array(phrase).max(20)

/**
 * - same: each of the words means the others;
 * - instead: whoever searches for one of `words` is shown what `targets` find too, and not the other way round.
 */
export const synonymKind = z.enum(['same', 'instead'])
export type SynonymKind = z.infer<typeof synonymKind>

const synonymDraft = z.object({ kind: synonymKind, words: phrases.min(1), targets: phrases.default([]) })

export const synonym = z.object({
  id,
  kind: synonymKind,
  words: z.array(z.string()),
  targets: z.array(z.string()),
  updatedAt: instant,
  updatedBy: z.string().nullable(),
})
export type Synonym = z.infer<typeof synonym>

export const listSynonyms = endpoint({
  method: 'GET',
  path: '/office/search/synonyms',
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(synonym),
  summary: 'Synonyms that the search knows, those changed last first',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  tags,
})

export const createSynonym = endpoint({
  method: 'POST',
  path: '/office/search/synonyms',
  body: synonymDraft,
  response: synonym,
  summary: 'Teach the search a synonym; it is used within seconds',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['invalid_input', 'too_many_synonyms'],
  tags,
})

export const changeSynonym = endpoint({
  method: 'PUT',
  path: '/office/search/synonyms/:synonymId',
  params: z.object({ synonymId: id }),
  body: synonymDraft,
  response: synonym,
  summary: 'Change a synonym',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'invalid_input'],
  tags,
})

export const removeSynonym = endpoint({
  method: 'DELETE',
  path: '/office/search/synonyms/:synonymId',
  params: z.object({ synonymId: id }),
  response: z.object({}),
  summary: 'Let the search forget a synonym',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})

/** Words that found nothing: how often, by how many companies, and whether by guests too. */
export const emptySearch = z.object({
  words: z.string(),
  count: z.number().int(),
  companies: z.number().int(),
  guests: z.boolean(),
  firstAt: instant,
  lastAt: instant,
})
export type EmptySearch = z.infer<typeof emptySearch>

export const listEmptySearches = endpoint({
  method: 'GET',
  path: '/office/search/empty',
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(emptySearch),
  summary: 'What was searched for in vain, the most frequent first',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  tags,
})

export const forgetEmptySearch = endpoint({
  method: 'POST',
  path: '/office/search/empty/dismissals',
  body: z.object({ words: z.string().min(1).max(120) }),
  response: z.object({ forgotten: z.number().int() }),
  summary: 'Take words out of the list of vain searches',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  tags,
})
