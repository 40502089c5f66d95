import type { VolumeDiscount, VolumeDiscountInput } from '@portal/api/price-terms-fields.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../lib/problem-text.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import { Field, FormDialog, Pair } from '../../ui/form-dialog.tsx'
import styles from './price-terms.module.css'
import './texts.ts'

/** Discounts by quantity or sum of a line, of a contract or of a price list; `onSave` puts all of them at once. */
export function VolumeDiscounts({
  rules,
  currency,
  editable,
  onSave,
}: {
  rules: readonly VolumeDiscount[]
  currency: string
  editable: boolean
  onSave: (rules: VolumeDiscountInput[]) => Promise<unknown>
}) {
  const { t } = useTranslation('price-terms')
  const format = useFormat()
  const problemText = useProblemText()
  const [adding, setAdding] = useState(false)
  const save = useMutation({ mutationFn: onSave })
  const threshold = ({ countedBy, threshold: value }: VolumeDiscount) =>
    countedBy === 'sum'
      ? t('volume.fromSum', { value: format.money({ amount: value, currency }) })
      : t('volume.fromQuantity', { value: format.number(value) })
  return (
    <section className={styles.panel}>
      <header>
        <h2>{t('volume.title')}</h2>
        {editable && (
          <button type="button" className={controls.button} onClick={() => setAdding(true)}>
            {t('volume.add')}
          </button>
        )}
      </header>
      {rules.length === 0 ? (
        <p className={styles.soft}>{t('volume.none')}</p>
      ) : (
        <ul className={styles.list}>
          {rules.map((rule) => {
            const what = `${rule.name ?? t('volume.allGoods')}, ${threshold(rule)}`
            return (
              <li key={`${rule.categoryId} ${rule.brandId} ${rule.countedBy} ${rule.threshold}`}>
                <span>
                  {format.number(rule.percent)} % · {threshold(rule)}
                  <small>
                    {rule.name ?? t('volume.allGoods')} · {t(`stacking.${rule.stacking}`)}
                  </small>
                </span>
                {editable && (
                  <button
                    type="button"
                    className={controls.icon}
                    aria-label={t('volume.remove', { what })}
                    disabled={save.isPending}
                    onClick={() =>
                      save.mutate(
                        rules.filter((other) => other !== rule),
                        { onError: (error) => toastProblem(problemText(error)) },
                      )
                    }
                  >
                    <IconX size={16} aria-hidden="true" />
                  </button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {adding && (
        <VolumeDialog
          currency={currency}
          busy={save.isPending}
          error={save.error}
          onAdd={(rule) => save.mutate([...rules, rule], { onSuccess: () => setAdding(false) })}
          onClose={() => {
            save.reset()
            setAdding(false)
          }}
        />
      )}
    </section>
  )
}

const subjects = ['everything', 'category', 'brand'] as const

function VolumeDialog({
  currency,
  busy,
  error,
  onAdd,
  onClose,
}: {
  currency: string
  busy: boolean
  error: unknown
  onAdd: (rule: VolumeDiscountInput) => void
  onClose: () => void
}) {
  const { t } = useTranslation('price-terms')
  const format = useFormat()
  const [subject, setSubject] = useState<(typeof subjects)[number]>('everything')
  const [picked, setPicked] = useState<Option | null>(null)
  const [typed, setTyped] = useState({ threshold: '', percent: '' })
  const search = useGoodsSearch(subject === 'brand' ? 'brand' : 'category')
  const threshold = readQuantity(typed.threshold)
  const percent = readQuantity(typed.percent)
  const ready =
    (subject === 'everything' || picked !== null) &&
    Number(threshold) > 0 &&
    Number(percent) > 0 &&
    Number(percent) < 100
  return (
    <FormDialog
      title={t('volume.dialog')}
      action={t('volume.add')}
      ready={ready}
      busy={busy}
      error={error}
      onClose={onClose}
      onSubmit={(form) =>
        onAdd({
          categoryId: subject === 'category' ? picked!.id : null,
          brandId: subject === 'brand' ? picked!.id : null,
          countedBy: form.get('countedBy') === 'sum' ? 'sum' : 'quantity',
          threshold: threshold!,
          percent: percent!,
          stacking: form.get('stacking') === 'add' ? 'add' : 'best',
        })
      }
    >
      <Field label={t('volume.subject')}>
        <select
          className={controls.input}
          value={subject}
          onChange={(event) => {
            setSubject(subjects.find((one) => one === event.target.value) ?? 'everything')
            setPicked(null)
          }}
        >
          {subjects.map((one) => (
            <option key={one} value={one}>
              {t(`subject.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      {subject !== 'everything' && (
        <PickBox
          label={t(`subject.${subject}`)}
          placeholder={t('pick')}
          picked={picked}
          onPick={setPicked}
          {...search}
        />
      )}
      <Pair>
        <Field label={t('volume.countedBy')}>
          <select className={controls.input} name="countedBy">
            <option value="quantity">{t('volume.byQuantity')}</option>
            <option value="sum">{t('volume.bySum', { currency: format.symbol(currency) })}</option>
          </select>
        </Field>
        <Field label={t('volume.threshold')}>
          <input
            className={controls.input}
            inputMode="decimal"
            value={typed.threshold}
            onChange={(event) => setTyped({ ...typed, threshold: event.target.value })}
          />
        </Field>
        <Field label={t('volume.percent')}>
          <input
            className={controls.input}
            inputMode="decimal"
            value={typed.percent}
            onChange={(event) => setTyped({ ...typed, percent: event.target.value })}
          />
        </Field>
        <Field label={t('stacking.title')}>
          <select className={controls.input} name="stacking">
            <option value="best">{t('stacking.best')}</option>
            <option value="add">{t('stacking.add')}</option>
          </select>
        </Field>
      </Pair>
      <p className={styles.soft}>{t('volume.hint')}</p>
    </FormDialog>
  )
}
