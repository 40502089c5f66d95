import { vatClass } from '@portal/api/vat-rates.ts'
import type { VatClass } from '@portal/api/vat-rates.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Field, FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
import './texts.ts'

export interface ClassChange {
  validFrom: string
  /** null takes the change of that day back */
  vatClass: VatClass | null
}

/** Which class from which day on; `send` says how many products it met. */
export function ClassDialog({
  count,
  mayTakeBack = true,
  send,
  onDone,
  onClose,
}: {
  count: number
  /** a change of the day named may be taken back instead */
  mayTakeBack?: boolean
  send: (change: ClassChange) => Promise<{ found: number; changed: number }>
  onDone?: () => void
  onClose: () => void
}) {
  const { t } = useTranslation('vat-classes')
  const format = useFormat()
  const queries = useQueryClient()
  const [takesBack, setTakesBack] = useState(false)
  const [to, setTo] = useState<VatClass>('base')
  const [day, setDay] = useState('')
  const change = useMutation({
    mutationFn: () => send({ validFrom: day, vatClass: takesBack ? null : to }),
    onSuccess: async ({ found, changed }) => {
      const told = { found: format.number(found), changed: format.number(changed) }
      toastDone(t(changed === 0 ? 'dialog.doneSame' : 'dialog.done', told))
      await queries.invalidateQueries({ queryKey: ['goods'] })
      onDone?.()
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('dialog.title')}
      action={t('dialog.apply', { count, value: format.number(count) })}
      ready={day !== ''}
      busy={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      {mayTakeBack && (
        <Field label={t('dialog.what')}>
          <select
            className={controls.input}
            value={String(takesBack)}
            onChange={(event) => setTakesBack(event.target.value === 'true')}
          >
            <option value="false">{t('dialog.set')}</option>
            <option value="true">{t('dialog.takeBack')}</option>
          </select>
        </Field>
      )}
      <Pair>
        {!takesBack && (
          <Field label={t('dialog.to')}>
            <select
              className={controls.input}
              value={to}
              data-autofocus
              onChange={(event) =>
                setTo(vatClass.options.find((one) => one === event.target.value) ?? 'base')
              }
            >
              {vatClass.options.map((one) => (
                <option key={one} value={one}>
                  {t(`classes.${one}`)}
                </option>
              ))}
            </select>
          </Field>
        )}
        <Field label={t('dialog.day')} hint={t('dialog.dayHint')}>
          <input
            className={controls.input}
            type="date"
            required
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        </Field>
      </Pair>
    </FormDialog>
  )
}
