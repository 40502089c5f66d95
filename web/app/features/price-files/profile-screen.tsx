import { getCatalogue } from '@portal/api/offer.ts'
import {
  deletePriceFileProfile,
  getPriceFileProfile,
  listPriceFileProfiles,
  type PriceFileProfile,
} from '@portal/api/price-file-profiles.ts'
import type { Language } from '@portal/api/primitives.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { draftOf, freshDraft } from './draft.ts'
import { Feeds } from './feeds.tsx'
import { MakingState } from './file-list.tsx'
import { ProfileForm } from './profile-form.tsx'
import { ScheduleForm } from './schedule-form.tsx'
import styles from './price-files.module.css'
import { useMakeFile } from './use-make-file.ts'
import './texts.ts'

/** A new price list; from the catalogue it takes the category and "in stock" that were chosen there. */
export function NewProfileScreen() {
  const { t, i18n } = useTranslation('price-files')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const { make } = useMakeFile()
  const slug = search.get('category')
  const category = useQuery({
    ...queryFor(getCatalogue, { query: { category: slug ?? '', perPage: 1 } }),
    enabled: Boolean(slug),
    staleTime: 60_000,
  })
  const chosen = category.data?.category ?? null
  return (
    <>
      <title>{t('new')}</title>
      <PageHeader title={t('new')} note={<Link to="/price-files">{t('back')}</Link>} />
      {slug && category.isPending ? (
        <Skeleton lines={12} />
      ) : (
        <ProfileForm
          profile={undefined}
          start={freshDraft(i18n.language as Language, chosen?.name ?? t('title'), {
            categoryId: chosen?.id ?? null,
            inStock: search.get('inStock') !== null,
          })}
          onSaved={(saved, thenMake) => {
            if (!thenMake) void navigate(`/price-files/${saved.id}`)
            else
              make.mutate(
                { profileId: saved.id, mailWhenReady: thenMake.mail },
                // it is waited for where all of them are
                { onSuccess: ({ id }) => navigate('/price-files', { state: { making: id } }) },
              )
          }}
        />
      )}
    </>
  )
}

const tabs = ['settings', 'mail', 'feeds'] as const

/** One saved price list. */
export function ProfileScreen({ profileId }: { profileId: string }) {
  const read = useQuery(queryFor(getPriceFileProfile, { params: { profileId } }))
  if (read.error && !read.data) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (!read.data) return <Skeleton lines={12} />
  return <ProfilePage profile={read.data} />
}

function ProfilePage({ profile }: { profile: PriceFileProfile }) {
  const { t } = useTranslation('price-files')
  const tab = useTab(tabs)
  const { make, watched } = useMakeFile()
  const live = profile.feeds.filter(({ revokedAt }) => !revokedAt).length
  return (
    <>
      <title>{profile.name}</title>
      <PageHeader title={profile.name} note={<Link to="/price-files">{t('back')}</Link>}>
        <DeleteProfile profile={profile} />
      </PageHeader>
      <Tabs
        label={profile.name}
        tabs={tabs.map((key) => ({
          key,
          label: t(`tab.${key}`),
          count: key === 'feeds' && live > 0 ? live : undefined,
        }))}
      />
      {watched && (
        <div className={styles.watched}>
          <b>{watched.name}</b>
          <MakingState file={watched} />
        </div>
      )}
      {tab === 'settings' && (
        <ProfileForm
          profile={profile}
          start={draftOf(profile)}
          onSaved={(saved, thenMake) => {
            if (thenMake) make.mutate({ profileId: saved.id, mailWhenReady: thenMake.mail })
          }}
        />
      )}
      {tab === 'mail' && <ScheduleForm profile={profile} />}
      {tab === 'feeds' && <Feeds profile={profile} />}
    </>
  )
}

function DeleteProfile({ profile }: { profile: PriceFileProfile }) {
  const { t } = useTranslation(['price-files', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asked, setAsked] = useState(false)
  const remove = useMutation({
    mutationFn: () => call(deletePriceFileProfile, { params: { profileId: profile.id } }),
    onSuccess: async () => {
      toastDone(t('deleted'))
      // the list that is gone to does not show it for a moment more
      queries.setQueryData(
        queryFor(listPriceFileProfiles, {}).queryKey,
        (list) => list && { items: list.items.filter(({ id }) => id !== profile.id) },
      )
      await navigate('/price-files')
      await queries.invalidateQueries({ queryKey: ['price-files'] })
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <>
      <button type="button" className={controls.button} onClick={() => setAsked(true)}>
        {t('delete')}
      </button>
      <Dialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('deleteTitle')}
        actions={
          <>
            <button type="button" className={controls.button} onClick={() => setAsked(false)}>
              {t('cancel', { ns: 'common' })}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.danger}`}
              disabled={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t('delete')}
            </button>
          </>
        }
      >
        <p>{t('deleteText', { name: profile.name })}</p>
      </Dialog>
    </>
  )
}
