import type { Lot } from '@portal/api/lots.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/data-table.tsx'
import officeList from '../../ui/office-list.module.css'
import { LotActions } from './lot-actions.tsx'

/** What a list of lots shows; `onEdit` is given to who may keep goods. */
export function useLotColumns(onEdit: ((lot: Lot) => void) | undefined): Column<Lot>[] {
  const { t } = useTranslation('lots')
  const format = useFormat()
  const figure = (key: 'quantity' | 'reserved' | 'free'): Column<Lot> => ({
    key,
    title: t(`column.${key}`),
    width: 96,
    align: 'end',
    phone: 'labelled',
    cell: (lot) =>
      key === 'free' ? (
        <b>{format.number(lot.free)}</b>
      ) : key === 'reserved' && lot.lineCount > 0 ? (
        <Link to={`/office/waiting/${lot.productId}`}>{format.number(lot.reserved)}</Link>
      ) : (
        format.number(lot[key])
      ),
  })
  return [
    {
      key: 'article',
      title: t('column.article'),
      width: 140,
      oneLine: true,
      cell: (lot) => <span className={officeList.code}>{lot.article}</span>,
    },
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (lot) => (
        <>
          <Link to={`/office/products/${lot.productId}`}>{lot.productName}</Link>
          {lot.note && <span className={officeList.under}>{lot.note}</span>}
        </>
      ),
    },
    {
      key: 'eta',
      title: t('column.eta'),
      width: 130,
      cell: (lot) => (
        <>
          <span className={lot.overdue ? officeList.late : undefined}>{format.date(lot.eta)}</span>
          {lot.overdue ? (
            <span className={officeList.under}>{t('overdue')}</span>
          ) : (
            lot.state === 'expected' &&
            !lot.confirmed && <span className={officeList.under}>{t('unconfirmed')}</span>
          )}
        </>
      ),
    },
    {
      key: 'warehouse',
      title: t('column.warehouse'),
      width: 150,
      cell: (lot) => lot.warehouseName,
    },
    figure('quantity'),
    figure('reserved'),
    figure('free'),
    {
      key: 'unit',
      title: t('column.unit'),
      width: 48,
      phone: 'hidden',
      cell: (lot) => <span className={officeList.soft}>{lot.unitName}</span>,
    },
    {
      key: 'state',
      title: '',
      width: 124,
      cell: (lot) =>
        lot.state === 'expected' ? (
          onEdit && <LotActions lot={lot} onEdit={onEdit} />
        ) : (
          <Badge tone={lot.state === 'received' ? 'good' : 'neutral'}>{t(`badge.${lot.state}`)}</Badge>
        ),
    },
  ]
}
