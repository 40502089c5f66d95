import type { Order } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import styles from './order-parts.module.css'
import './texts.ts'

/** Net, VAT by its rate, gross; nothing for a role without prices. VAT of what has not gone yet is provisional. */
export function OrderTotals({ order }: { order: Order }) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  if (!order.gross) return null
  const rates = order.vatByRate ?? []
  const taxed = rates.filter(({ rate }) => rate !== null)
  const mixed = taxed.some(({ final }) => final) && taxed.some(({ final }) => !final)
  return (
    <>
      <dl className={styles.totals}>
        <dt>{t('net')}</dt>
        <dd>
          <MoneyText value={order.net} />
        </dd>
        {taxed.length === 0 && (
          <>
            <dt>{t('vatSum')}</dt>
            <dd>{t('withoutVat')}</dd>
          </>
        )}
        {taxed.map(({ rate, vat, final }) => (
          <VatOfRate
            key={`${rate} ${final}`}
            label={t('vatOf', { rate: format.number(rate ?? '') })}
            mark={mixed ? t(final ? 'ofShipped' : 'ofRest') : null}
            vat={vat}
          />
        ))}
        <dt>{t('total')}</dt>
        <dd>
          <b>
            <MoneyText value={order.gross} />
          </b>
        </dd>
      </dl>
      {taxed.length > 0 && (
        <p className={styles.provisional}>
          {t(mixed ? 'vatPartlyFinal' : taxed.every(({ final }) => final) ? 'vatFinal' : 'vatProvisional')}
        </p>
      )}
    </>
  )
}

function VatOfRate({
  label,
  mark,
  vat,
}: {
  label: string
  mark: string | null
  vat: NonNullable<Order['vat']>
}) {
  return (
    <>
      <dt>
        {label}
        {mark && <span className={styles.ofWhat}> {mark}</span>}
      </dt>
      <dd>
        <MoneyText value={vat} />
      </dd>
    </>
  )
}
