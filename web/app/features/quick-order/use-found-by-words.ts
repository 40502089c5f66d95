import type { ResolvedRow } from '@portal/api/matching.ts'
import { suggest, type OfferItem } from '@portal/api/offer.ts'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { queryFor } from '../../lib/api.ts'

/** Rows of words that are offered something at once; where nothing is found or something is chosen, the next ones are asked. */
const mostOffered = 50
const mostShown = 5

/** Somebody wrote what it is, not its article: "болт м8х40". */
const isWords = (text: string) => /\p{L}{3}/u.test(text) && /\S\s+\S/.test(text)

/** For rows that no article or code has found: what the search finds by their words, under the key of each row. */
export function useFoundByWords(
  rows: readonly { key: string; answer: ResolvedRow | undefined }[],
): ReadonlyMap<string, readonly OfferItem[]> {
  const client = useQueryClient()
  const queryOf = (q: string) => ({ ...queryFor(suggest, { query: { q } }), staleTime: 60_000 })
  const unknown = rows.flatMap(({ key, answer }) =>
    answer?.outcome === 'not_found' &&
    answer.candidates.length === 0 &&
    answer.otherContracts.length === 0 &&
    isWords(answer.article)
      ? [{ key, words: answer.article.trim() }]
      : [],
  )
  const asked: typeof unknown = []
  for (let offered = 0; asked.length < unknown.length && offered < mostOffered;) {
    const row = unknown[asked.length]!
    asked.push(row)
    if (client.getQueryData(queryOf(row.words).queryKey)?.products.length !== 0) offered += 1
  }
  const words = [...new Set(asked.map((row) => row.words))]
  const answers = useQueries({ queries: words.map(queryOf) })
  const found = new Map(
    words.map((one, index) => [one, answers[index]?.data?.products.slice(0, mostShown) ?? []]),
  )
  return new Map(asked.map((row) => [row.key, found.get(row.words) ?? []]))
}
