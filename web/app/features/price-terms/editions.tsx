import type { PriceListDetails } from '@portal/api/price-lists.ts'
import { copyPriceList } from '@portal/api/price-terms.ts'
import { rounding } from '@portal/api/price-terms-fields.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { call } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { toastDone } from '../../ui/toast.tsx'
import { chosen } from './chosen.ts'
import { Field, FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { RoundingSelect } from './list-terms.tsx'
import styles from './price-terms.module.css'
import { readPercent } from './read-percent.ts'
import './texts.ts'

/** What stands in the place of a list, and from which day; a copy with other prices is made here. */
export function Editions({ list, editable }: { list: PriceListDetails; editable: boolean }) {
  const { t } = useTranslation('price-terms')
  const format = useFormat()
  const [copying, setCopying] = useState(false)
  return (
    <section className={styles.panel}>
      <header>
        <h2>{t('editions.title')}</h2>
        {editable && (
          <button type="button" className={controls.button} onClick={() => setCopying(true)}>
            {t('editions.copy')}
          </button>
        )}
      </header>
      {list.editions.length < 2 ? (
        <p className={styles.soft}>{t('editions.none')}</p>
      ) : (
        <ol className={styles.list}>
          {list.editions.map((edition) => (
            <li key={edition.id}>
              <span>
                {edition.id === list.id ? (
                  edition.name
                ) : (
                  <Link to={`/office/price-lists/${edition.id}`}>{edition.name}</Link>
                )}
                <small>
                  {edition.validFrom
                    ? t('editions.from', { date: format.date(edition.validFrom) })
                    : t('editions.first')}
                </small>
              </span>
              {edition.inForce && <Badge tone="good">{t('editions.inForce')}</Badge>}
              {!edition.active && <Badge>{t('editions.off')}</Badge>}
            </li>
          ))}
        </ol>
      )}
      {copying && <CopyDialog list={list} onClose={() => setCopying(false)} />}
    </section>
  )
}

function CopyDialog({ list, onClose }: { list: PriceListDetails; onClose: () => void }) {
  const { t } = useTranslation('price-terms')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [edition, setEdition] = useState(list.source === null)
  const [from, setFrom] = useState('')
  const percent = typed.trim() === '' ? '0' : readPercent(typed)
  const copy = useMutation({
    mutationFn: (form: FormData) =>
      call(copyPriceList, {
        params: { priceListId: list.id },
        body: {
          name: String(form.get('name')).trim(),
          percent: percent!,
          rounding: chosen(rounding.options, form.get('rounding')),
          validFrom: from || null,
          edition,
        },
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('editions.made'))
      onClose()
      void navigate(`/office/price-lists/${id}`)
    },
  })
  return (
    <FormDialog
      title={t('editions.dialog')}
      action={t('editions.make')}
      ready={percent !== null && (!edition || from !== '')}
      busy={copy.isPending}
      error={copy.error}
      onSubmit={(form) => copy.mutate(form)}
      onClose={onClose}
    >
      <Field label={t('editions.name')}>
        <input
          className={controls.input}
          name="name"
          required
          maxLength={200}
          defaultValue={t('editions.nameOf', { name: list.name })}
          data-autofocus
        />
      </Field>
      <Pair>
        <Field label={t('editions.percent')} hint={t('editions.percentHint')}>
          <input
            className={controls.input}
            inputMode="text"
            placeholder="0"
            aria-invalid={percent === null}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <Field label={t('editions.rounding')}>
          <RoundingSelect name="rounding" value="none" />
        </Field>
        <Field label={t('terms.validFrom')} hint={t('editions.midnight')}>
          <input
            className={controls.input}
            type="date"
            required={edition}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </Field>
      </Pair>
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={edition}
          disabled={list.source !== null}
          onChange={(event) => setEdition(event.target.checked)}
        />
        {t('editions.replaces', { name: list.name })}
      </label>
      <p className={styles.soft}>
        {t(list.source === null ? 'editions.replacesHint' : 'editions.fromExchange')}
      </p>
    </FormDialog>
  )
}
