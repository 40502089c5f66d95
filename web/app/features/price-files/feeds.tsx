import { createPriceFeed, revokePriceFeed } from '@portal/api/price-file-feeds.ts'
import {
  feedFormat,
  getPriceFileProfile,
  type FeedFormat,
  type PriceFileProfile,
} from '@portal/api/price-file-profiles.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { FeedTable } from './feed-table.tsx'
import styles from './price-files.module.css'
import './texts.ts'

const minutes = [15, 60, 180, 720, 1440] as const

/** Addresses of one price list: opened here, told once, closed here. */
export function Feeds({ profile }: { profile: PriceFileProfile }) {
  const { t } = useTranslation('price-files')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [format, setFormat] = useState<FeedFormat>('yml')
  const [freshMinutes, setFreshMinutes] = useState<(typeof minutes)[number]>(60)
  const [url, setUrl] = useState<string | null>(null)
  const params = { profileId: profile.id }
  const kept = (now: PriceFileProfile) => {
    queries.setQueryData(queryFor(getPriceFileProfile, { params }).queryKey, now)
    return queries.invalidateQueries({ queryKey: ['price-files'], refetchType: 'none' })
  }
  const onError = (error: unknown) => toastProblem(problemText(error))
  const open = useMutation({
    mutationFn: () => call(createPriceFeed, { params, body: { format, freshMinutes } }),
    onSuccess: (made) => {
      setUrl(made.url)
      return kept(made.profile)
    },
    onError,
  })
  const revoke = useMutation({
    mutationFn: (feedId: string) => call(revokePriceFeed, { params: { ...params, feedId } }),
    onSuccess: (now) => {
      toastDone(t('feed.revokedNow'))
      return kept(now)
    },
    onError,
  })
  if (!profile.abilities.feed) return <p className={styles.soft}>{t('schedule.acting')}</p>
  return (
    <section className={styles.part}>
      <h2>{t('feed.title')}</h2>
      <p className={styles.lead}>{t('feed.note')}</p>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault()
          if (!open.isPending) open.mutate()
        }}
      >
        <label className={controls.field}>
          <span className={controls.label}>{t('feed.format')}</span>
          <select
            className={controls.input}
            value={format}
            onChange={(event) =>
              setFormat(feedFormat.options.find((one) => one === event.target.value) ?? 'yml')
            }
          >
            {feedFormat.options.map((one) => (
              <option key={one} value={one}>
                {t(`format.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('feed.fresh')}</span>
          <select
            className={controls.input}
            value={freshMinutes}
            onChange={(event) =>
              setFreshMinutes(minutes.find((one) => String(one) === event.target.value) ?? 60)
            }
          >
            {minutes.map((one) => (
              <option key={one} value={one}>
                {t(`feed.every.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className={`${controls.button} ${controls.primary}`} disabled={open.isPending}>
          {t('feed.create')}
        </button>
      </form>
      <FeedTable
        label={t('feed.title')}
        feeds={profile.feeds}
        empty={<EmptyState title={t('feed.empty')} />}
        busy={revoke.isPending}
        onRevoke={(feed) => revoke.mutate(feed.id)}
      />
      <Dialog
        opened={url !== null}
        onClose={() => setUrl(null)}
        size="lg"
        title={t('feed.created')}
        actions={
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setUrl(null)}
          >
            {t('feed.done')}
          </button>
        }
      >
        <p className={styles.lead}>{t('feed.once')}</p>
        <CopyField label={t('feed.url')} value={url ?? ''} />
      </Dialog>
    </section>
  )
}
