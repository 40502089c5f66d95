import { getQueue, type WaitingLine, type WaitingQueue } from '@portal/api/absent-goods.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import officeList from '../../ui/office-list.module.css'
import { CancelAsked } from './cancel-asked.tsx'
import { GiveDialog, mayGive } from './give-dialog.tsx'
import styles from './waiting.module.css'
import './texts.ts'

/** The queue of one product: who is served when, and goods that a manager gives out of turn. */
export function QueueScreen({ productId }: { productId: string }) {
  const queue = useQuery(queryFor(getQueue, { params: { productId } }))
  if (isLost(queue)) return <ErrorState error={queue.error} onRetry={() => void queue.refetch()} />
  if (!queue.data) return <Skeleton lines={12} />
  return <QueuePage queue={queue.data} />
}

function QueuePage({ queue }: { queue: WaitingQueue }) {
  const { t } = useTranslation('waiting')
  const format = useFormat()
  const [giving, setGiving] = useState<WaitingLine | null>(null)
  const { product, lines, holders } = queue
  const giveTo = (line: WaitingLine) => mayGive(queue, line) && (() => setGiving(line))
  const waitingColumns = useColumns(
    product.unitName,
    'waiting',
    lines.some((line) => mayGive(queue, line)) ? giveTo : undefined,
  )
  const holderColumns = useColumns(product.unitName, 'reserved', undefined)
  return (
    <>
      <title>{`${t('title')}: ${product.name}`}</title>
      <PageHeader title={product.name} note={<code className={officeList.code}>{product.article}</code>}>
        <Link className={controls.button} to={`/office/lots?product=${product.productId}`}>
          {t('lots')}
        </Link>
        <Link className={controls.button} to={`/office/products/${product.productId}`}>
          {t('toProduct')}
        </Link>
      </PageHeader>
      <p className={styles.facts}>
        <span>
          {t('freeNow')} <b>{format.number(queue.free)}</b> {product.unitName}
        </span>
        <span className={officeList.soft}>{t('order')}</span>
      </p>
      <section className={styles.block}>
        <h2>{t('queue')}</h2>
        <DataTable
          label={t('queue')}
          columns={waitingColumns}
          rows={lines}
          rowKey={(line) => line.lineId}
          empty={<EmptyState title={t('nobody')}>{t('nobodyHint')}</EmptyState>}
        />
      </section>
      {holders.length > 0 && (
        <section className={styles.block}>
          <h2>{t('holders')}</h2>
          <DataTable
            label={t('holders')}
            columns={holderColumns}
            rows={holders}
            rowKey={(line) => line.lineId}
            empty={null}
          />
        </section>
      )}
      {giving && <GiveDialog queue={queue} line={giving} onClose={() => setGiving(null)} />}
    </>
  )
}

function useColumns(
  unit: string,
  figure: 'waiting' | 'reserved',
  /** what giving to a line does; false = there is nothing to give to it */
  giveTo: ((line: WaitingLine) => false | (() => void)) | undefined,
): Column<WaitingLine>[] {
  const { t } = useTranslation('waiting')
  const format = useFormat()
  const quantity = (key: 'ordered' | 'reserved' | 'waiting'): Column<WaitingLine> => ({
    key,
    title: t(`column.${key}`),
    width: 110,
    align: 'end',
    phone: 'labelled',
    cell: (line) => (
      <>
        {key === figure ? <b>{format.number(line[key])}</b> : format.number(line[key])}{' '}
        <span className={officeList.soft}>{unit}</span>
      </>
    ),
  })
  return [
    {
      key: 'order',
      title: t('column.order'),
      width: 110,
      cell: (line) => <Link to={`/office/orders/${line.orderId}`}>{line.orderNumber}</Link>,
    },
    {
      key: 'company',
      title: t('column.company'),
      main: true,
      cell: (line) => (
        <>
          {line.companyName}{' '}
          {line.priority > 0 && <Badge tone="accent">{t('priority', { value: line.priority })}</Badge>}{' '}
          {figure === 'waiting' && line.heldFor !== null && (
            <Badge tone="warning">{t('heldFor', { percent: format.number(String(line.heldFor)) })}</Badge>
          )}
          <span className={officeList.under}>
            {line.contractNumber} · {format.date(line.since)}
            {line.absentChoice !== 'parts' &&
              ` · ${t(`choice.${line.absentChoice}`, { date: line.absentUntil ? format.date(line.absentUntil) : '' })}`}
          </span>
          {line.cancelAsked !== '0' && <CancelAsked line={line} unit={unit} />}
        </>
      ),
    },
    quantity('ordered'),
    quantity('reserved'),
    ...(figure === 'waiting'
      ? [
          quantity('waiting'),
          {
            key: 'promises',
            title: t('column.promises'),
            width: 210,
            phone: 'labelled' as const,
            cell: (line: WaitingLine) => (
              <ul className={styles.parts}>
                {line.promises.map((part, index) => (
                  <li key={index}>
                    {part.expectedOn
                      ? t('partBy', {
                          quantity: format.number(part.quantity),
                          date: format.date(part.expectedOn),
                        })
                      : t(line.absentMode === 'on_request' ? 'partAnswer' : 'partLater', {
                          quantity: format.number(part.quantity),
                        })}
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
    ...(giveTo
      ? [
          {
            key: 'give',
            title: '',
            width: 110,
            align: 'end' as const,
            cell: (line: WaitingLine) => {
              const give = giveTo(line)
              return give ? (
                <button
                  type="button"
                  className={`${controls.button} ${controls.compact}`}
                  aria-label={t('giveTo', { number: line.orderNumber })}
                  onClick={give}
                >
                  {t('give')}
                </button>
              ) : null
            },
          },
        ]
      : []),
  ]
}
