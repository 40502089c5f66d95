import type { ResolvedRow } from '@portal/api/matching.ts'
import { suggest, type OfferItem } from '@portal/api/offer.ts'
import { useQueries } from '@tanstack/react-query'
import { queryFor } from '../../lib/api.ts'

/** Rows of words that are asked about at once: a sheet of nothing but words is better searched in the catalogue. */
const mostAsked = 20
const mostShown = 5

/** Somebody wrote what it is, not its article: "болт м8х40". */
const isWords = (text: string) => /\p{L}{3}/u.test(text) && /\S\s+\S/.test(text)

/** For rows that no article or code has found: what the search finds by their words, under the key of each row. */
export function useFoundByWords(
  rows: readonly { key: string; answer: ResolvedRow | undefined }[],
): ReadonlyMap<string, readonly OfferItem[]> {
  const asked = rows
    .flatMap(({ key, answer }) =>
      answer?.outcome === 'not_found' &&
      answer.candidates.length === 0 &&
      answer.otherContracts.length === 0 &&
      isWords(answer.article)
        ? [{ key, words: answer.article.trim() }]
        : [],
    )
    .slice(0, mostAsked)
  const words = [...new Set(asked.map((row) => row.words))]
  const answers = useQueries({
    queries: words.map((q) => ({ ...queryFor(suggest, { query: { q } }), staleTime: 60_000 })),
  })
  const found = new Map(
    words.map((one, index) => [one, answers[index]?.data?.products.slice(0, mostShown) ?? []]),
  )
  return new Map(asked.map((row) => [row.key, found.get(row.words) ?? []]))
}
