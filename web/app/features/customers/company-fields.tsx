import { listManagers, listSegments } from '@portal/api/organizations.ts'
import type { CompanyKind } from '@portal/api/requisites.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { TextField } from '../../ui/text-field.tsx'
import { kindOf, wrongIn, type CompanyDraft } from './company-draft.ts'
import styles from './customers.module.css'
import { GroupSelect } from './group-select.tsx'
import './texts.ts'

type TextName = Exclude<keyof CompanyDraft, 'foreign' | 'managerId' | 'groupId'>

export interface DraftProps {
  draft: CompanyDraft
  onChange: (patch: Partial<CompanyDraft>) => void
  /** field → code, as the server told */
  refused?: Record<string, string> | undefined
  /** the form was sent: what is wrong is told without waiting until a field is left */
  tried?: boolean
  /** of a company that is here already */
  known?: CompanyKind | undefined
}

/** What is wrong with a field, in words: once it was left or the form was sent; the server's word until it is changed. */
export function useFieldErrors({ draft, refused = {}, tried = false, known }: DraftProps) {
  const { t } = useTranslation(['errors', 'customers'])
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const wrong = wrongIn(draft, known)
  const words: Record<string, string> = {
    required: t('required', { ns: 'customers' }),
    inn_invalid: t('inn_invalid'),
    kpp_invalid: t('kpp_invalid'),
    ogrn_invalid: t('ogrn_invalid'),
    company_exists: t('company_exists'),
  }
  return {
    errorOf: (field: TextName): string | undefined => {
      const code = (tried || left.has(field) ? wrong[field] : undefined) ?? refused[field]
      return code ? (words[code] ?? t('invalid_input')) : undefined
    },
    leave: (field: TextName) => {
      // an empty field that was only passed by is no mistake yet
      if (draft[field] !== '') setLeft(new Set(left).add(field))
    },
  }
}

/** Requisites with check digits told at the field; who looks after the company, and where it belongs. */
export function CompanyFields(props: DraftProps & { groupName?: string | null; withGroup?: boolean }) {
  const { draft, onChange, known, groupName, withGroup = true } = props
  const { t } = useTranslation('customers')
  const errors = useFieldErrors(props)
  const managers = useQuery(queryFor(listManagers, {}))
  const segments = useQuery(queryFor(listSegments, {}))
  const kind = kindOf(draft, known)
  const foreign = kind === 'foreign'
  const text = (
    field: TextName,
    label: string,
    more: { hint?: string; maxLength: number; digits?: boolean },
  ) => (
    <TextField
      label={label}
      value={draft[field]}
      error={errors.errorOf(field)}
      hint={more.hint}
      maxLength={more.maxLength}
      inputMode={more.digits && !foreign ? 'numeric' : undefined}
      autoComplete="off"
      onText={(value) => onChange({ [field]: value })}
      onBlur={() => errors.leave(field)}
    />
  )
  return (
    <div className={styles.columns}>
      {text('inn', foreign ? t('field.taxId') : t('field.inn'), {
        maxLength: 20,
        digits: true,
        ...(foreign ? {} : { hint: t('hint.inn') }),
      })}
      {kind !== 'entrepreneur' || draft.kpp ? (
        text('kpp', t('field.kpp'), { maxLength: 9 })
      ) : (
        <span className={`${styles.soft} ${styles.kind}`}>{t('kind.entrepreneur')}</span>
      )}
      <div className={styles.wide}>
        {text('name', t('field.name'), { maxLength: 300, hint: t('hint.name') })}
      </div>
      <div className={styles.wide}>{text('fullName', t('field.fullName'), { maxLength: 500 })}</div>
      {text(
        'ogrn',
        foreign ? t('field.regNumber') : kind === 'entrepreneur' ? t('field.ogrnip') : t('field.ogrn'),
        { maxLength: 15, digits: true },
      )}
      <div className={controls.field}>
        <label className={controls.label} htmlFor="company-segment">
          {t('field.segment')}
        </label>
        <input
          id="company-segment"
          className={controls.input}
          list="company-segments"
          maxLength={100}
          autoComplete="off"
          value={draft.segment}
          onChange={(event) => onChange({ segment: event.target.value })}
        />
        <span className={controls.hint}>{t('hint.segment')}</span>
        <datalist id="company-segments">
          {segments.data?.items.map(({ segment }) => (
            <option key={segment} value={segment} />
          ))}
        </datalist>
      </div>
      <div className={styles.wide}>{text('legalAddress', t('field.legalAddress'), { maxLength: 500 })}</div>
      <label className={controls.field}>
        <span className={controls.label}>{t('field.manager')}</span>
        <select
          className={controls.input}
          value={draft.managerId ?? ''}
          onChange={(event) => onChange({ managerId: event.target.value || null })}
        >
          <option value="">{t('withoutManager')}</option>
          {managers.data?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {withGroup && (
        <GroupSelect
          label={t('field.group')}
          none={t('withoutGroup')}
          value={draft.groupId}
          name={groupName}
          onChange={(groupId) => onChange({ groupId })}
        />
      )}
      {!known && (
        <label className={`${controls.check} ${styles.wide}`}>
          <input
            type="checkbox"
            checked={draft.foreign}
            onChange={(event) => onChange({ foreign: event.target.checked })}
          />
          {t('field.foreign')}
        </label>
      )}
    </div>
  )
}
