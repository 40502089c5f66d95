import { readFileSync } from 'node:fs'

/** A query as a buyer types it, and which products answer it. */
export interface SearchQuery {
  kind: string
  text: string
  /** over "article | name"; null = nothing does, and nothing may be shown */
  answers: RegExp | null
}

/** How many of the first products are looked at. */
export const looked = 10

/**
 * Queries of a file: kind, text, the pattern of what answers it. The search and the demo company's synonyms were improved
 * with search-queries.tsv in view, so its figures are a regression, not a forecast. Nothing was tuned on
 * search-queries-unseen.tsv: its expectations were fixed before its first run. Once somebody tunes on it, it has to be replaced.
 */
export function searchQueries(file = 'search-queries.tsv'): SearchQuery[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [kind = '', text = '', pattern = ''] = line.split('\t')
      return { kind, text, answers: pattern === '' ? null : new RegExp(pattern) }
    })
}

/** The place of the first product that answers, from 1; null: none of the first ten does. Of a query without an answer, 1 when nothing is shown. */
export function placeOf(query: SearchQuery, shown: readonly string[]): number | null {
  if (query.answers === null) return shown.length === 0 ? 1 : null
  const place = shown.slice(0, looked).findIndex((product) => query.answers!.test(product))
  return place < 0 ? null : place + 1
}

export interface Quality {
  queries: number
  /** share of queries whose first product answers */
  first: number
  /** share with an answer among the first ten */
  firstTen: number
  /** mean of 1 / place of the first answer */
  meanReciprocalRank: number
}

export interface Asked {
  query: SearchQuery
  place: number | null
}

/** Asks every query, one after another; `ask` answers "article | name" of the first products. */
export async function askAll(
  queries: readonly SearchQuery[],
  ask: (text: string) => Promise<string[]>,
): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const query of queries) asked.push({ query, place: placeOf(query, await ask(query.text)) })
  return asked
}

export function qualityOf(asked: readonly Asked[]): Quality {
  const share = (good: (place: number | null) => number) =>
    asked.reduce((sum, { place }) => sum + good(place), 0) / Math.max(1, asked.length)
  return {
    queries: asked.length,
    first: share((place) => (place === 1 ? 1 : 0)),
    firstTen: share((place) => (place === null ? 0 : 1)),
    meanReciprocalRank: share((place) => (place === null ? 0 : 1 / place)),
  }
}

/** By kind in the order of the queries, and all together. */
export function qualityByKind(asked: readonly Asked[]): [kind: string, quality: Quality][] {
  const kinds = Map.groupBy(asked, ({ query }) => query.kind)
  return [
    ...[...kinds].map(([kind, some]): [string, Quality] => [kind, qualityOf(some)]),
    ['all', qualityOf(asked)],
  ]
}
