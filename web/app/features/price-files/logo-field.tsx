import {
  getPriceFileProfile,
  removePriceFileLogo,
  setPriceFileLogo,
  type PriceFileProfile,
} from '@portal/api/price-file-profiles.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import styles from './price-files.module.css'
import './texts.ts'

const mostBytes = setPriceFileLogo.upload!.maxBytes

/** The picture at the head of xlsx and pdf; it belongs to a saved price list. */
export function LogoField({ profile }: { profile: PriceFileProfile | undefined }) {
  const { t } = useTranslation('price-files')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [large, setLarge] = useState(false)
  const profileId = profile?.id ?? ''
  const change = useMutation({
    mutationFn: (file: File | null) =>
      file
        ? call(setPriceFileLogo, { params: { profileId } }, { file })
        : call(removePriceFileLogo, { params: { profileId } }),
    onSuccess: (now) =>
      queries.setQueryData(queryFor(getPriceFileProfile, { params: { profileId } }).queryKey, now),
  })
  const take = (file: File | undefined) => {
    if (!file) return
    setLarge(file.size > mostBytes)
    if (file.size <= mostBytes) change.mutate(file)
  }
  const wrongKind = change.error instanceof ApiProblem && change.error.code === 'file_kind_unknown'
  const problem = large
    ? t('look.logoLarge')
    : change.error && (wrongKind ? t('look.logoWrong') : problemText(change.error))
  return (
    <div className={controls.field}>
      <span className={controls.label}>{t('look.logo')}</span>
      {profile ? (
        <span className={styles.logo}>
          {profile.hasLogo && <span>{t('look.logoIs')}</span>}
          <input
            id="price-file-logo"
            className={styles.file}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            onChange={(event) => {
              take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <label htmlFor="price-file-logo" className={`${controls.button} ${controls.compact}`}>
            {t(profile.hasLogo ? 'look.logoChange' : 'look.logoAdd')}
          </label>
          {profile.hasLogo && (
            <button
              type="button"
              className={`${controls.button} ${controls.compact}`}
              disabled={change.isPending}
              onClick={() => change.mutate(null)}
            >
              {t('look.logoRemove')}
            </button>
          )}
        </span>
      ) : null}
      {problem ? (
        <span className={controls.error} role="alert">
          {problem}
        </span>
      ) : (
        <span className={controls.hint}>{t(profile ? 'look.logoHint' : 'look.logoAfterSave')}</span>
      )}
    </div>
  )
}
