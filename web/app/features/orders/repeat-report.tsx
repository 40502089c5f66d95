import type { OutputOf } from '@portal/api/endpoint.ts'
import type { RepeatedLine, repeatOrder } from '@portal/api/orders.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useAddRows } from '../offer/add-rows.ts'
import { OutcomeNote } from '../offer/outcome-note.tsx'
import { productPath } from '../offer/product-path.ts'
import '../order-parts/texts.ts'
import styles from './orders.module.css'
import './texts.ts'

const tones: Record<RepeatedLine['outcome'], Tone> = {
  ok: 'good',
  price_changed: 'accent',
  quantity_changed: 'warning',
  less_available: 'warning',
  analog: 'warning',
  on_request: 'danger',
  not_offered: 'danger',
}

/** What became of each line of a repeated order: what differs stands first, an analog is one click away. */
export function RepeatReport({ made, onClose }: { made: OutputOf<typeof repeatOrder>; onClose: () => void }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const prices = usePermission('prices.view')
  const lines = made.lines.toSorted((a, b) => Number(a.outcome === 'ok') - Number(b.outcome === 'ok'))
  const fine = made.lines.filter(({ outcome }) => outcome === 'ok').length
  const columns: (Column<RepeatedLine> | false)[] = [
    {
      key: 'name',
      title: t('report.name'),
      main: true,
      cell: (line) => (
        <>
          {line.name}
          {line.analog && <Analog line={line} cartId={made.cartId} />}
        </>
      ),
    },
    {
      key: 'outcome',
      title: t('report.outcome'),
      width: 204,
      cell: (line) => <Badge tone={tones[line.outcome]}>{t(`repeatOutcome.${line.outcome}`)}</Badge>,
    },
    {
      key: 'quantity',
      title: t('report.quantity'),
      width: 92,
      align: 'end',
      cell: (line) => line.quantity && `${format.number(line.quantity)} ${line.unitName}`,
    },
    prices && {
      key: 'price',
      title: t('report.price'),
      width: 130,
      align: 'end',
      cell: (line) => <PriceThenAndNow line={line} />,
    },
  ]
  return (
    <Dialog
      opened
      size="xl"
      onClose={onClose}
      title={t('repeated', { name: made.cartName })}
      actions={
        <Link className={`${controls.button} ${controls.primary}`} to={`/carts/${made.cartId}`}>
          {t('openCart')}
        </Link>
      }
    >
      <p className={styles.summary}>
        {t('report.summary', { fine: format.number(fine), all: format.number(made.lines.length) })}
      </p>
      <DataTable
        label={t('report.label')}
        columns={columns.filter((column) => column !== false)}
        rows={lines}
        rowKey={(line) => line.lineId}
        empty={<EmptyState title={t('report.empty')} />}
      />
    </Dialog>
  )
}

function PriceThenAndNow({ line: { oldPrice, newPrice } }: { line: RepeatedLine }) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  if (!newPrice) return null
  const same = oldPrice?.amount === newPrice.amount && oldPrice.currency === newPrice.currency
  return (
    <>
      <MoneyText value={newPrice} />
      {!same && oldPrice && <span className={styles.was}>{t('was', { value: format.money(oldPrice) })}</span>}
    </>
  )
}

function Analog({ line, cartId }: { line: RepeatedLine; cartId: string }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const adding = useAddRows()
  const { analog } = line
  if (!analog) return null
  const added = adding.data?.rows[0]
  return (
    <span className={styles.analog}>
      <Link to={productPath(analog.slug)}>{[analog.article, analog.name].filter(Boolean).join(' ')}</Link>
      {added ? (
        <OutcomeNote row={added} />
      ) : (
        <button
          type="button"
          className={`${controls.button} ${controls.compact}`}
          disabled={adding.isPending}
          onClick={() =>
            adding.mutate({
              target: { cartId },
              rows: [{ productId: analog.productId, packagingId: baseUnit, quantity: analog.quantity }],
            })
          }
        >
          {t('report.takeAnalog', { quantity: format.number(analog.quantity) })}
        </button>
      )}
    </span>
  )
}
