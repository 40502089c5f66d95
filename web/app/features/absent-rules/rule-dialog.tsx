import { setAbsentRule } from '@portal/api/absent-goods.ts'
import { absentMode, type AbsentMode } from '@portal/api/absent-mode.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { readQuantity } from '../../lib/quantity.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import './texts.ts'

/** Says what holds for a category or a product that is not there; `product` is fixed where it is asked on its own page. */
export function AbsentRuleDialog({
  contractId,
  product,
  onClose,
}: {
  contractId: string | null
  product?: Option
  onClose: () => void
}) {
  const { t } = useTranslation(['absent-rules', 'common'])
  const queries = useQueryClient()
  const [subject, setSubject] = useState<'category' | 'product'>(product ? 'product' : 'category')
  const [picked, setPicked] = useState<Option | null>(product ?? null)
  const [mode, setMode] = useState<AbsentMode>('forbid')
  const [badCap, setBadCap] = useState(false)
  const search = useGoodsSearch(subject)
  const save = useMutation({
    mutationFn: (cap: string | null) =>
      call(setAbsentRule, { body: { contractId, subject, subjectId: picked!.id, mode, cap } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('saved', { ns: 'common' }))
      onClose()
    },
  })
  const limited = mode === 'backorder' || mode === 'on_request'
  const submit = (form: FormData) => {
    const typed = String(form.get('cap') ?? '').trim()
    const cap = limited && typed !== '' ? readQuantity(typed) : null
    const bad = limited && typed !== '' && cap === null
    setBadCap(bad)
    if (!bad) save.mutate(cap)
  }
  return (
    <FormDialog
      title={t('dialog')}
      ready={picked !== null}
      busy={save.isPending}
      error={save.error}
      noValidate
      onSubmit={submit}
      onClose={onClose}
    >
      {product ? (
        <p className={controls.hint}>{product.name}</p>
      ) : (
        <>
          <label className={controls.field}>
            <span className={controls.label}>{t('column.subject')}</span>
            <select
              className={controls.input}
              value={subject}
              onChange={(event) => {
                setSubject(event.target.value === 'product' ? 'product' : 'category')
                setPicked(null)
              }}
            >
              <option value="category">{t('subject.category')}</option>
              <option value="product">{t('subject.product')}</option>
            </select>
          </label>
          <PickBox
            label={t(`subject.${subject}`)}
            placeholder={t(subject === 'product' ? 'pickProduct' : 'pickCategory')}
            picked={picked}
            onPick={setPicked}
            {...search}
          />
        </>
      )}
      <label className={controls.field}>
        <span className={controls.label}>{t('column.mode')}</span>
        <select
          className={controls.input}
          value={mode}
          onChange={(event) =>
            setMode(absentMode.options.find((one) => one === event.target.value) ?? 'forbid')
          }
        >
          {absentMode.options.map((one) => (
            <option key={one} value={one}>
              {t(`mode.${one}`)}
            </option>
          ))}
        </select>
        <span className={controls.hint}>{t(`modeHint.${mode}`)}</span>
      </label>
      {limited && (
        <label className={controls.field}>
          <span className={controls.label}>{t('cap')}</span>
          <input
            className={controls.input}
            name="cap"
            inputMode="decimal"
            autoComplete="off"
            placeholder={t('noCap')}
            aria-invalid={badCap ? true : undefined}
          />
          <span className={badCap ? controls.error : controls.hint}>
            {badCap ? t('badCap') : t('capHint')}
          </span>
        </label>
      )}
    </FormDialog>
  )
}
