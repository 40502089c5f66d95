import { addSpecificationRule, type Contract } from '@portal/api/contracts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { untilAfter } from './last-day.ts'
import { useGoodsSearch, type Subject } from './use-goods-search.ts'

const subjects = ['category', 'brand', 'attribute_value', 'product'] as const satisfies readonly Subject[]

/** Allows or denies a category, a brand, a property or a product. */
export function RuleDialog({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation('contracts')
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
  return (
    <FormDialog
      title={t('spec.dialog')}
      action={t('spec.add')}
      ready={picked !== null}
      busy={add.isPending}
      error={add.error}
      onSubmit={add.mutate}
      onClose={onClose}
    >
      <Pair>
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
      </Pair>
      <PickBox
        label={t(`spec.subject.${subject}`)}
        placeholder={subject === 'product' ? t('spec.pickProduct') : t('spec.pick')}
        picked={picked}
        onPick={setPicked}
        {...search}
      />
      <Pair>
        <label className={controls.field}>
          <span className={controls.label}>{t('field.validFrom')}</span>
          <input className={controls.input} type="date" name="from" />
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('field.validUntil')}</span>
          <input className={controls.input} type="date" name="lastDay" />
        </label>
      </Pair>
    </FormDialog>
  )
}
