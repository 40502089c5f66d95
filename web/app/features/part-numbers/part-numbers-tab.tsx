import type { PartNumberRow } from '@portal/api/part-numbers.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { csvOf, saveFile } from '../../ui/csv.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { productPath } from '../offer/product-path.ts'
import { ProductPicture } from '../offer/product-picture.tsx'
import { AddDialog } from './add-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { PartNumberField } from './part-number-field.tsx'
import styles from './part-numbers.module.css'
import { allPartNumbers, usePartNumbers, useRemovePartNumbers, type Place } from './use-part-numbers.ts'
import './texts.ts'

/** The numbers by which a company knows the goods (function 43): searched, changed in their rows, pasted, uploaded, saved. */
export function PartNumbersTab({ place, editable }: { place: Place; editable: boolean }) {
  const { t } = useTranslation(['part-numbers', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const [{ number: search }, setFilter] = useUrlState({ number: '' })
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const numbers = usePartNumbers(place, search)
  const remove = useRemovePartNumbers(place)
  const columns = useColumns(place, editable, (productId) => remove.mutate([productId]))
  const rows = numbers.data?.pages.flatMap((page) => page.items)
  const total = numbers.data?.pages[0]?.total
  const chosen = (rows ?? []).filter(({ productId }) => ticked.has(productId))
  const save = useMutation({
    mutationFn: () => allPartNumbers(place, search),
    onSuccess: (all) => saveFile(t('file'), csvOf(columns, all)),
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <>
      <p className={styles.hint}>{t(place.own ? 'hint' : 'hintOffice')}</p>
      <div className={styles.toolbar}>
        <SearchField
          label={t('search')}
          value={search}
          onChange={(number) => setFilter({ number }, { replace: true })}
        />
        {total !== undefined && (
          <span className={styles.soft}>{t('count', { count: total, formatted: format.number(total) })}</span>
        )}
        <span className={styles.push} />
        {chosen.length > 0 && (
          <button
            type="button"
            className={`${controls.button} ${controls.danger}`}
            disabled={remove.isPending}
            onClick={() =>
              remove.mutate(
                chosen.map(({ productId }) => productId),
                { onSuccess: () => setTicked(new Set()) },
              )
            }
          >
            {t('removeTicked', { count: chosen.length })}
          </button>
        )}
        <button
          type="button"
          className={controls.button}
          disabled={save.isPending || !rows?.length}
          onClick={() => save.mutate()}
        >
          {t('download')}
        </button>
        {editable && (
          <>
            <button type="button" className={controls.button} onClick={() => setDialog('import')}>
              {t('import.open')}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.primary}`}
              onClick={() => setDialog('add')}
            >
              {t('add')}
            </button>
          </>
        )}
      </div>
      <div className={styles.list}>
        <DataTable
          label={t('title')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.productId}
          error={numbers.error}
          onRetry={() => void numbers.refetch()}
          busy={numbers.isFetching}
          {...(editable ? { selection: { selected: ticked, onChange: setTicked } } : {})}
          empty={
            search ? (
              <EmptyState title={t('nothing')}>
                <button type="button" className={controls.button} onClick={() => setFilter({ number: '' })}>
                  {t('reset')}
                </button>
              </EmptyState>
            ) : (
              <EmptyState title={t('empty')}>{t(place.own ? 'emptyHint' : 'emptyHintOffice')}</EmptyState>
            )
          }
        />
      </div>
      <MorePages of={numbers} />
      {dialog === 'add' && <AddDialog place={place} onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ImportDialog place={place} onClose={() => setDialog(null)} />}
    </>
  )
}

function useColumns(
  place: Place,
  editable: boolean,
  onRemove: (productId: string) => void,
): Column<PartNumberRow>[] {
  const { t } = useTranslation('part-numbers')
  const addressOf = ({ productId, product }: PartNumberRow) =>
    place.own ? productPath(product?.slug ?? '') : `/office/products/${productId}`
  const columns: Column<PartNumberRow>[] = [
    {
      key: 'number',
      title: t(place.own ? 'column.number' : 'column.numberOfBuyer'),
      width: 240,
      text: (row) => row.partNumber,
      cell: (row) => (
        <span className={styles.product}>
          {editable && row.product ? (
            <PartNumberField
              productId={row.productId}
              name={row.product.name}
              value={row.partNumber}
              place={place}
              bare
            />
          ) : (
            <code className={styles.mono}>{row.partNumber}</code>
          )}
          {row.sharedWith > 0 && (
            <span>
              <Badge tone="warning">{t('shared', { count: row.sharedWith })}</Badge>
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'picture',
      title: '',
      width: 48,
      phone: 'hidden',
      cell: (row) => row.product && <ProductPicture src={row.product.picture} size={32} />,
    },
    {
      key: 'product',
      title: t('column.product'),
      main: true,
      text: (row) => row.product?.name ?? '',
      cell: (row) =>
        row.product ? (
          <Link to={addressOf(row)} className={styles.name}>
            {row.product.name}
          </Link>
        ) : (
          <span className={styles.soft}>{t('notOffered')}</span>
        ),
    },
    {
      key: 'article',
      title: t('column.article'),
      width: 180,
      oneLine: true,
      text: (row) => row.product?.article ?? '',
      cell: (row) => <code className={styles.mono}>{row.product?.article}</code>,
    },
    {
      key: 'brand',
      title: t('column.brand'),
      width: 140,
      oneLine: true,
      phone: 'hidden',
      cell: (row) => row.product?.brand,
    },
    {
      key: 'remove',
      title: '',
      width: 52,
      cell: (row) => (
        <button
          type="button"
          className={controls.icon}
          aria-label={t('remove', { partNumber: row.partNumber })}
          onClick={() => onRemove(row.productId)}
        >
          <IconX size={16} aria-hidden="true" />
        </button>
      ),
    },
  ]
  return editable ? columns : columns.slice(0, -1)
}
