import type { Shipment } from '@portal/api/shipments.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import styles from './shipments.module.css'
import './texts.ts'

const tones = { packing: 'neutral', on_way: 'accent', delivered: 'good' } as const

/** One shipment: with whom it goes, when it is expected, and what is in it. */
export function ShipmentCard({
  shipment,
  orderPath,
  children,
}: {
  shipment: Shipment
  /** where an order is looked at; without it the page is the order's own */
  orderPath?: (orderId: string) => string
  children?: ReactNode
}) {
  const { t } = useTranslation('shipments')
  const format = useFormat()
  const { status, plannedOn, shippedOn, deliveredOn, lines, amounts } = shipment
  const orders = new Map(lines.map((line) => [line.orderId, line.orderNumber]))
  return (
    <article className={styles.card}>
      <div className={styles.head}>
        <b>{t('number', { number: shipment.number })}</b>
        <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>
        {deliveredOn ? (
          <span className={styles.soft}>{t('delivered', { date: format.date(deliveredOn) })}</span>
        ) : (
          plannedOn && <span>{t('planned', { date: format.date(plannedOn) })}</span>
        )}
        {shippedOn && !deliveredOn && (
          <span className={styles.soft}>{t('shipped', { date: format.date(shippedOn) })}</span>
        )}
        {orderPath &&
          [...orders].map(([id, number]) => (
            <Link key={id} to={orderPath(id)}>
              {t('order', { number })}
            </Link>
          ))}
        {shipment.inferred && <span className={styles.soft}>{t('inferred')}</span>}
      </div>
      <p className={styles.soft}>
        {[
          shipment.deliveryPointName ?? shipment.deliveryAddress,
          shipment.carrier,
          shipment.trackingNumber,
          shipment.packages !== null && t('packages', { count: shipment.packages }),
        ]
          .filter(Boolean)
          .join(' · ')}
        {shipment.trackingUrl && (
          <>
            {' '}
            <a href={shipment.trackingUrl} target="_blank" rel="noopener noreferrer nofollow">
              {t('track')}
            </a>
          </>
        )}
      </p>
      <details>
        <summary>
          {t('lines', { count: shipment.lineCount })}
          {lines.length < shipment.lineCount && `, ${t('moreLines', { shown: lines.length })}`}
          {amounts &&
            ` ${t(Number(amounts.vat.amount) === 0 ? 'sumWithoutVat' : 'sum', {
              sum: format.money(amounts.gross),
              vat: format.money(amounts.vat),
            })}`}
        </summary>
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li key={line.orderLineId}>
              <span>
                {line.article && <code>{line.article}</code>} {line.name}
              </span>
              <span>
                {format.number(line.quantity)} {line.unitName}
              </span>
            </li>
          ))}
        </ul>
      </details>
      {children}
    </article>
  )
}
