import type { previewPriceFile } from '@portal/api/price-file-profiles.ts'
import { mostPdfRows } from '@portal/api/price-file-settings.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import type { Draft } from './draft.ts'
import styles from './price-files.module.css'
import './texts.ts'

export type Preview = OutputOf<typeof previewPriceFile>

/** The head and the first rows of the file, as the settings stand in the form. */
export function PreviewPanel({
  settings,
  data,
  problem,
  busy,
  onRetry,
}: {
  settings: Draft['settings']
  data: Preview | undefined
  problem: ApiProblem | null
  busy: boolean
  onRetry: () => void
}) {
  const { t } = useTranslation('price-files')
  const format = useFormat()
  return (
    <section className={styles.preview} aria-label={t('preview.title')} aria-busy={busy}>
      <h2>{t('preview.title')}</h2>
      {problem?.code === 'invalid_input' ? (
        <p className={styles.soft}>{t('preview.wait')}</p>
      ) : problem && !data ? (
        <ErrorState error={problem} onRetry={onRetry} />
      ) : !data ? (
        <Skeleton lines={9} height={24} />
      ) : (
        <>
          <p className={styles.total}>
            {t('preview.total', { count: data.total, value: format.number(data.total) })}
            {settings.scope.inStock && data.total > 0 && (
              <span className={styles.soft}> {t('preview.inStockNote')}</span>
            )}
          </p>
          {settings.format === 'pdf' && data.total > mostPdfRows && (
            <p className={styles.warn} role="alert">
              {t('preview.pdfTooMany', { most: format.number(mostPdfRows) })}
            </p>
          )}
          {data.total === 0 ? (
            <p className={styles.soft}>{t('preview.none')}</p>
          ) : (
            <Sheet settings={settings} data={data} />
          )}
        </>
      )}
    </section>
  )
}

function Sheet({ settings, data }: { settings: Draft['settings']; data: Preview }) {
  const { t } = useTranslation('price-files')
  return (
    <div className={styles.sheet}>
      <strong>{settings.title ?? t('title')}</strong>
      {data.statement.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {/* scrolls by the keyboard too */}
      <div className={styles.sheetScroll} role="region" aria-label={t('preview.first')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {data.columns.map(({ key, title, figure }) => (
                <th key={key} scope="col" data-figure={figure}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(data.rows ?? []).map((row, place) => (
              // rows of a preview are nothing but their place
              // oxlint-disable-next-line react/no-array-index-key -- see above
              <tr key={place}>
                {row.map((cell, column) => (
                  <td
                    key={data.columns[column]!.key}
                    data-column={data.columns[column]!.key}
                    data-figure={data.columns[column]!.figure}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
