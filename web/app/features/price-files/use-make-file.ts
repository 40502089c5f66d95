import {
  downloadPriceFile,
  getPriceFile,
  listPriceFiles,
  makePriceFile,
  type PriceFile,
} from '@portal/api/price-files.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor, urlOf } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import './texts.ts'

export const isUnderWay = (file: Pick<PriceFile, 'state'>) =>
  file.state === 'queued' || file.state === 'making'

export const addressOf = (priceFileId: string) => urlOf(downloadPriceFile, { params: { priceFileId } })

/** Has a file made, and downloads it as soon as it is there, if the page still stands. `first` is on its way already. */
export function useMakeFile(first: string | null = null) {
  const { t } = useTranslation('price-files')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [watched, setWatched] = useState(first)
  const told = useRef<string | null>(null)
  const file = useQuery({
    ...queryFor(getPriceFile, { params: { priceFileId: watched ?? '' } }),
    enabled: watched !== null,
    // the live stream tells of each step; this is for when it is cut
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : 3000),
  }).data
  useEffect(() => {
    if (!file || isUnderWay(file) || told.current === file.id) return
    told.current = file.id
    void queries.invalidateQueries({ queryKey: ['price-files', listPriceFiles.path] })
    if (file.state === 'ready') window.location.assign(addressOf(file.id))
    else toastProblem(t(`problem.${codeOf(file.errorCode)}`))
  }, [file, queries, t])
  const make = useMutation({
    mutationFn: (asked: { profileId: string; mailWhenReady?: boolean }) =>
      call(makePriceFile, {
        params: { profileId: asked.profileId },
        body: { mailWhenReady: asked.mailWhenReady ?? false },
      }),
    onSuccess: (made, { mailWhenReady }) => {
      setWatched(made.id)
      toastDone(t(mailWhenReady ? 'files.askedMail' : 'files.asked'))
      return queries.invalidateQueries({ queryKey: ['price-files'] })
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  return { make, watched: file && isUnderWay(file) ? file : null }
}

export function codeOf(code: string | null | undefined): 'no_access' | 'too_many_rows' | 'internal' {
  return code === 'no_access' || code === 'too_many_rows' ? code : 'internal'
}
