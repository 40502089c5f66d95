import type { Contract } from '@portal/api/contracts.ts'
import { listPriceLists } from '@portal/api/price-lists.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { ChoiceTerm, FigureTerm, Term, Terms, type FieldErrors } from './term-field.tsx'

/** From which list the prices come, and what is taken off them. */
export function PriceTerms({
  contract,
  sellerId,
  currency,
  errors,
}: {
  contract: Contract | undefined
  sellerId: string | undefined
  currency: string
  errors: FieldErrors
}) {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  const lists = useQuery(queryFor(listPriceLists, { query: { limit: 200 } }))
  const fitting = lists.data?.items.filter(
    (list) =>
      list.sellerId === sellerId &&
      list.kind === 'sale' &&
      list.editionOf === null &&
      (list.currency === currency || list.convertsTo === currency || list.id === contract?.priceListId),
  )
  return (
    <Terms title={t('section.prices')}>
      <Term name="priceListId" label={t('field.priceList')} errors={errors}>
        <select
          // its options come later than the value
          key={fitting ? 'ready' : 'loading'}
          className={controls.input}
          name="priceListId"
          defaultValue={contract?.priceListId ?? ''}
        >
          <option value="">{t('field.basePriceList')}</option>
          {!fitting && contract?.priceListId && (
            <option value={contract.priceListId}>{contract.priceListName}</option>
          )}
          {fitting?.map((list) => (
            <option key={list.id} value={list.id}>
              {list.name}
            </option>
          ))}
        </select>
      </Term>
      <FigureTerm
        name="discountPercent"
        label={t('field.discount')}
        errors={errors}
        value={format.typed(contract?.discountPercent ?? '0')}
      />
      <ChoiceTerm
        name="discountStacking"
        label={t('field.discountStacking')}
        errors={errors}
        options={['best', 'add']}
        value={contract?.discountStacking ?? 'best'}
        text={(one) => t(`discountStacking.${one}`)}
      />
      <ChoiceTerm
        name="fixedPriceGuard"
        label={t('field.fixedPriceGuard')}
        errors={errors}
        options={['exempt', 'guarded']}
        value={contract?.fixedPriceGuard ?? 'exempt'}
        text={(one) => t(`fixedPriceGuard.${one}`)}
      />
      <ChoiceTerm
        name="vatTerms"
        label={t('field.vatTerms')}
        errors={errors}
        options={['usual', 'export']}
        value={contract?.vatTerms ?? 'usual'}
        text={(one) => t(`vatTerms.${one}`)}
      />
      <FigureTerm
        name="minOrderAmount"
        label={`${t('field.minOrder')}, ${format.symbol(currency)}`}
        errors={errors}
        none={t('field.noMinimum')}
        value={format.typed(contract?.minOrderAmount?.amount)}
      />
    </Terms>
  )
}
