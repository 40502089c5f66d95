import type { RecordCounts } from '@portal/api/exchange.ts'
import type { FeedImport } from '@portal/api/feeds.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { useCodeText } from '../exchange/code-text.ts'
import styles from './supplier-files.module.css'
import '../exchange/texts.ts'
import './texts.ts'

const figures = ['read', 'created', 'changed', 'same', 'skipped'] as const
const order = [
  'row',
  'product',
  'price',
  'stock',
  'category',
  'priceType',
  'warehouse',
  'withdrawn',
  'price_taken',
  'group',
  'note',
]

/** What an import has written, by kind. */
export function WrittenCounts({ file }: { file: FeedImport }) {
  const { t } = useTranslation(['supplier-files', 'exchange'])
  const format = useFormat()
  const words = useCodeText()
  const rows = Object.entries(file.counts).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  const columns: Column<[string, RecordCounts]>[] = [
    { key: 'kind', title: t('exchange:column.kind'), main: true, cell: ([kind]) => words.kind(kind) },
    ...figures.map((figure): Column<[string, RecordCounts]> => ({
      key: figure,
      title: t(`exchange:column.${figure}`),
      width: 130,
      align: 'end',
      phone: 'labelled',
      cell: ([, counts]) => (counts[figure] > 0 || figure === 'read' ? format.number(counts[figure]) : ''),
    })),
  ]
  return (
    <section className={styles.section}>
      <h2>{t('counts')}</h2>
      <DataTable
        label={t('counts')}
        columns={columns}
        rows={rows}
        rowKey={([kind]) => kind}
        empty={null}
        density="compact"
      />
    </section>
  )
}
