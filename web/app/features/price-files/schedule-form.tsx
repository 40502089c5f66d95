import {
  getPriceFileProfile,
  removePriceFileSchedule,
  setPriceFileSchedule,
  type PriceFileProfile,
  type PriceFileSchedule,
} from '@portal/api/price-file-profiles.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import styles from './price-files.module.css'
import './texts.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** When the file comes by mail, and the way to stop it. */
export function ScheduleForm({ profile }: { profile: PriceFileProfile }) {
  const { t } = useTranslation('price-files')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const email = useMe()?.user?.email ?? ''
  const [draft, setDraft] = useState<PriceFileSchedule>(
    profile.schedule ?? { every: 'week', day: 1, hour: 9 },
  )
  const params = { profileId: profile.id }
  const kept = async (now: PriceFileProfile, said: string) => {
    queries.setQueryData(queryFor(getPriceFileProfile, { params }).queryKey, now)
    await queries.invalidateQueries({ queryKey: ['price-files'], refetchType: 'none' })
    toastDone(said)
  }
  const onError = (error: unknown) => toastProblem(problemText(error))
  const save = useMutation({
    mutationFn: () =>
      call(setPriceFileSchedule, {
        params,
        body: { every: draft.every, day: draft.every === 'day' ? null : (draft.day ?? 1), hour: draft.hour },
      }),
    onSuccess: (now) => kept(now, t('schedule.switchedOn')),
    onError,
  })
  const stop = useMutation({
    mutationFn: () => call(removePriceFileSchedule, { params }),
    onSuccess: (now) => kept(now, t('schedule.switchedOff')),
    onError,
  })
  if (!profile.abilities.schedule) return <p className={styles.soft}>{t('schedule.acting')}</p>
  const day = Math.min(draft.day ?? 1, draft.every === 'week' ? 7 : 31)
  return (
    <form
      className={styles.narrow}
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
      <h2>{t('schedule.title')}</h2>
      <p className={styles.soft}>{t('schedule.note', { email })}</p>
      <p role="status">
        {profile.schedule
          ? t('schedule.next', { moment: format.dateTime(profile.schedule.nextAt) })
          : t('schedule.none')}
      </p>
      <div className={styles.three}>
        <label className={controls.field}>
          <span className={controls.label}>{t('schedule.every')}</span>
          <select
            className={controls.input}
            value={draft.every}
            onChange={(event) => {
              const every = (['day', 'week', 'month'] as const).find((one) => one === event.target.value)
              setDraft({ ...draft, every: every ?? 'day', day: every === 'day' ? null : 1 })
            }}
          >
            {(['day', 'week', 'month'] as const).map((every) => (
              <option key={every} value={every}>
                {t(`schedule.${every}`)}
              </option>
            ))}
          </select>
        </label>
        {draft.every === 'week' && (
          <label className={controls.field}>
            <span className={controls.label}>{t('schedule.weekday')}</span>
            <select
              className={controls.input}
              value={day}
              onChange={(event) => setDraft({ ...draft, day: Number(event.target.value) })}
            >
              {weekdays.map((one) => (
                <option key={one} value={one}>
                  {t(`schedule.weekdays.${one}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        {draft.every === 'month' && (
          <label className={controls.field}>
            <span className={controls.label}>{t('schedule.monthDay')}</span>
            <select
              className={controls.input}
              value={day}
              onChange={(event) => setDraft({ ...draft, day: Number(event.target.value) })}
            >
              {Array.from({ length: 31 }, (_, place) => (
                <option key={place} value={place + 1}>
                  {place + 1}
                </option>
              ))}
            </select>
            <span className={controls.hint}>{t('schedule.monthDayHint')}</span>
          </label>
        )}
        <label className={controls.field}>
          <span className={controls.label}>{t('schedule.hour')}</span>
          <select
            className={controls.input}
            value={draft.hour}
            onChange={(event) => setDraft({ ...draft, hour: Number(event.target.value) })}
          >
            {Array.from({ length: 24 }, (_, hour) => (
              <option key={hour} value={hour}>
                {String(hour).padStart(2, '0')}:00
              </option>
            ))}
          </select>
          <span className={controls.hint}>{t('schedule.hourHint')}</span>
        </label>
      </div>
      <div className={styles.buttons}>
        <button
          type="submit"
          className={`${controls.button} ${controls.primary}`}
          disabled={save.isPending || stop.isPending}
        >
          {t(profile.schedule ? 'schedule.change' : 'schedule.on')}
        </button>
        {profile.schedule && (
          <button
            type="button"
            className={controls.button}
            disabled={save.isPending || stop.isPending}
            onClick={() => stop.mutate()}
          >
            {t('schedule.off')}
          </button>
        )}
      </div>
    </form>
  )
}
