import { addSpecificationRule, type Contract } from '@portal/api/contracts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { untilAfter } from './last-day.ts'
import { useGoodsSearch, type Subject } from './use-goods-search.ts'
import styles from './contracts.module.css'

const subjects = ['category', 'brand', 'attribute_value', 'product'] as const satisfies readonly Subject[]

/** Allows or denies a category, a brand, a property or a product. */
export function RuleDialog({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation(['contracts', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [effect, setEffect] = useState<'allow' | 'deny'>(contract.assortment === 'all' ? 'deny' : 'allow')
  const [subject, setSubject] = useState<Subject>('category')
  const [picked, setPicked] = useState<Option | null>(null)
  const search = useGoodsSearch(subject)
  const add = useMutation({
    mutationFn: (form: FormData) =>
      call(addSpecificationRule, {
        params: { contractId: contract.id },
        body: {
          effect,
          subject,
          subjectId: picked!.id,
          validFrom: String(form.get('from') ?? '') || null,
          validUntil: untilAfter(String(form.get('lastDay') ?? '')),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (picked && !add.isPending) add.mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('spec.dialog')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="rule"
            className={`${controls.button} ${controls.primary}`}
            disabled={!picked || add.isPending}
          >
            {t('spec.add')}
          </button>
        </>
      }
    >
      <form id="rule" className={styles.dialogForm} onSubmit={submit}>
        {add.error && (
          <p className={controls.alert} role="alert">
            {problemText(add.error)}
          </p>
        )}
        <div className={styles.pair}>
          <label className={controls.field}>
            <span className={controls.label}>{t('spec.effectField')}</span>
            <select
              className={controls.input}
              value={effect}
              onChange={(event) => setEffect(event.target.value === 'allow' ? 'allow' : 'deny')}
            >
              <option value="allow">{t('spec.effect.allow')}</option>
              <option value="deny">{t('spec.effect.deny')}</option>
            </select>
          </label>
          <label className={controls.field}>
            <span className={controls.label}>{t('spec.subjectField')}</span>
            <select
              className={controls.input}
              value={subject}
              onChange={(event) => {
                setSubject(event.target.value as Subject)
                setPicked(null)
              }}
            >
              {subjects.map((one) => (
                <option key={one} value={one}>
                  {t(`spec.subject.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <PickBox
          label={t(`spec.subject.${subject}`)}
          placeholder={subject === 'product' ? t('spec.pickProduct') : t('spec.pick')}
          picked={picked}
          onPick={setPicked}
          {...search}
        />
        <div className={styles.pair}>
          <label className={controls.field}>
            <span className={controls.label}>{t('field.validFrom')}</span>
            <input className={controls.input} type="date" name="from" />
          </label>
          <label className={controls.field}>
            <span className={controls.label}>{t('field.validUntil')}</span>
            <input className={controls.input} type="date" name="lastDay" />
          </label>
        </div>
      </form>
    </Dialog>
  )
}
