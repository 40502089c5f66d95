import type { Contract } from '@portal/api/contracts.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { GoodsTerms } from './goods-terms.tsx'
import { lastDayOf } from './last-day.ts'
import { PaymentTerms } from './payment-terms.tsx'
import { PriceTerms } from './price-terms.tsx'
import { DayTerm, Term, Terms, type FieldErrors } from './term-field.tsx'
import './texts.ts'

/** The terms of a contract, new or changed; `readTerms` reads them. */
export function ContractFields({
  contract,
  sellerId,
  currency,
  errors,
  first,
  disabled,
}: {
  contract?: Contract
  sellerId: string | undefined
  currency: string
  errors: FieldErrors
  /** what stands before the number: customer and seller of a new contract */
  first?: ReactNode
  disabled: boolean
}) {
  const { t } = useTranslation('contracts')
  return (
    <fieldset disabled={disabled} style={{ display: 'contents' }}>
      <Terms title={t('section.dates')}>
        {first}
        <Term name="number" label={t('field.number')} errors={errors}>
          <input
            className={controls.input}
            name="number"
            required
            maxLength={100}
            defaultValue={contract?.number}
          />
        </Term>
        <DayTerm
          name="signedOn"
          label={t('field.signedOn')}
          errors={errors}
          value={contract?.signedOn ?? ''}
        />
        <DayTerm
          name="validFrom"
          label={t('field.validFrom')}
          errors={errors}
          value={contract?.validFrom ?? ''}
        />
        <DayTerm
          name="validUntil"
          input="lastDay"
          label={t('field.validUntil')}
          errors={errors}
          value={lastDayOf(contract?.validUntil ?? null)}
        />
      </Terms>
      <PriceTerms contract={contract} sellerId={sellerId} currency={currency} errors={errors} />
      <PaymentTerms contract={contract} currency={currency} errors={errors} />
      <GoodsTerms contract={contract} errors={errors} />
    </fieldset>
  )
}
