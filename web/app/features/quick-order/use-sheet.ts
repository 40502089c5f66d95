import { resolveRows, type ResolvedRow } from '@portal/api/matching.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import { newKey } from '../../lib/new-key.ts'
import { changed, endless, isBlank, pasted, type Field, type SheetRow } from './rows.ts'

/** What the server is asked about a row; a row whose question is another one by now waits for its answer. */
type Asked = ReturnType<typeof askedOf>

const askedOf = (row: SheetRow) => ({
  article: row.article.trim(),
  ...(row.quantity.trim() ? { quantity: row.quantity.trim() } : {}),
  ...(row.unit.trim() ? { unit: row.unit.trim() } : {}),
  ...(row.productId ? { productId: row.productId } : {}),
  ...(row.packagingId ? { packagingId: row.packagingId } : {}),
})

export interface Sheet {
  rows: readonly SheetRow[]
  filled: readonly SheetRow[]
  /** undefined: nothing is known of it yet, or not of what stands there now */
  answerOf: (row: SheetRow) => ResolvedRow | undefined
  checking: boolean
  error: Error | null
  retry: () => void
  change: (key: string, patch: Partial<SheetRow>) => void
  /** answers how many lines did not fit, and the last row that was written */
  paste: (cells: readonly string[][], at: { index: number; field: Field }) => { left: number; last: number }
  remove: (keys: ReadonlySet<string>) => void
  restore: (rows: readonly SheetRow[]) => void
}

/**
 * The rows of the quick order with what the server says of them. They are asked about together, once the typing pauses,
 * because rows of one product are summed into one. The browser keeps them for this tab, apart for each contract.
 */
export function useSheet(): Sheet {
  const place = `artikul-quick-order:${useMe()?.current?.context.contractId ?? ''}`
  const [rows, setRows] = useState<readonly SheetRow[]>(() => endless(kept(place), newKey))
  const filled = useMemo(() => rows.filter((row) => !isBlank(row)), [rows])
  useEffect(() => keep(place, filled), [place, filled])

  const now = useMemo(() => JSON.stringify(filled.map(askedOf)), [filled])
  const [question, setQuestion] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setQuestion(now), 250)
    return () => clearTimeout(timer)
  }, [now])
  const asked = useMemo(() => JSON.parse(question) as Asked[], [question])
  const answers = useQuery({
    queryKey: ['offer', resolveRows.path, question] as const,
    queryFn: async ({ signal }) => ({
      asked,
      rows: (await call(resolveRows, { body: { rows: asked } }, { signal })).rows,
    }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
  })
  const known = useMemo(() => {
    const byKey = new Map<string, ResolvedRow>()
    if (!answers.data) return byKey
    const then = answers.data.asked.map((row) => JSON.stringify(row))
    const same = filled.length === then.length
    const byQuestion = new Map(then.map((row, index) => [row, answers.data.rows[index]]))
    for (const [index, row] of filled.entries()) {
      const question = JSON.stringify(askedOf(row))
      const answer = same && then[index] === question ? answers.data.rows[index] : byQuestion.get(question)
      if (answer) byKey.set(row.key, answer)
    }
    return byKey
  }, [answers.data, filled])

  return {
    rows,
    filled,
    answerOf: (row) => known.get(row.key),
    checking: now !== question || answers.isFetching,
    error: answers.error,
    retry: () => void answers.refetch(),
    change: (key, patch) =>
      setRows((all) =>
        endless(
          all.map((row) => (row.key === key ? changed(row, patch) : row)),
          newKey,
        ),
      ),
    paste: (cells, at) => {
      const next = pasted(rows, cells, at, newKey)
      setRows(next.rows)
      return next
    },
    remove: (keys) =>
      setRows((all) =>
        endless(
          all.filter((row) => !keys.has(row.key)),
          newKey,
        ),
      ),
    restore: (before) => setRows(endless(before, newKey)),
  }
}

function kept(place: string): SheetRow[] {
  const text = sessionStorage.getItem(place)
  return text ? (JSON.parse(text) as SheetRow[]) : []
}

function keep(place: string, rows: readonly SheetRow[]): void {
  if (rows.length === 0) sessionStorage.removeItem(place)
  else sessionStorage.setItem(place, JSON.stringify(rows))
}
