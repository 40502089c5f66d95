import type { Contract } from '@portal/api/contracts.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { ChoiceTerm, FigureTerm, Term, Terms, type FieldErrors } from './term-field.tsx'

const paymentTerms = ['prepaid', 'credit', 'on_delivery'] as const

/** When the buyer pays, and how much he may owe. */
export function PaymentTerms({
  contract,
  currency,
  errors,
}: {
  contract: Contract | undefined
  currency: string
  errors: FieldErrors
}) {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  const [terms, setTerms] = useState(contract?.paymentTerms ?? 'prepaid')
  return (
    <Terms title={t('section.payment')}>
      <Term name="paymentTerms" label={t('field.paymentTerms')} errors={errors}>
        <select
          className={controls.input}
          name="paymentTerms"
          value={terms}
          onChange={(event) => setTerms(event.target.value as Contract['paymentTerms'])}
        >
          {paymentTerms.map((one) => (
            <option key={one} value={one}>
              {t(`paymentTerms.${one}`)}
            </option>
          ))}
        </select>
      </Term>
      {terms === 'credit' && (
        <Term name="paymentDays" label={t('field.paymentDays')} errors={errors}>
          <input
            className={controls.input}
            name="paymentDays"
            type="number"
            min={0}
            max={365}
            defaultValue={contract?.paymentDays ?? 14}
          />
        </Term>
      )}
      <FigureTerm
        name="creditLimit"
        label={`${t('field.creditLimit')}, ${format.symbol(currency)}`}
        errors={errors}
        none={t('field.noLimit')}
        value={format.typed(contract?.creditLimit?.amount)}
      />
      <ChoiceTerm
        name="creditMode"
        label={t('field.creditMode')}
        errors={errors}
        options={['off', 'warn', 'block']}
        value={contract?.creditMode ?? 'off'}
        text={(one) => t(`creditMode.${one}`)}
      />
    </Terms>
  )
}
