import { mostPdfRows, priceFileFormat } from '@portal/api/price-file-settings.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { TextField } from '../../ui/text-field.tsx'
import type { Draft } from './draft.ts'
import styles from './price-files.module.css'
import './texts.ts'

/** Format, language, VAT, title: how the file looks. */
export function LookFields({
  settings,
  daysError,
  logo,
  onChange,
}: {
  settings: Draft['settings']
  daysError: string | undefined
  logo: ReactNode
  onChange: (patch: Partial<Draft['settings']>) => void
}) {
  const { t } = useTranslation('price-files')
  const format = useFormat()
  const hasHead = settings.format !== 'yml'
  return (
    <fieldset className={styles.section}>
      <legend>{t('look.title')}</legend>
      <div className={styles.formats} role="radiogroup" aria-label={t('look.format')}>
        {priceFileFormat.options.map((one) => (
          <label key={one} className={styles.format} data-chosen={settings.format === one}>
            <input
              type="radio"
              name="format"
              checked={settings.format === one}
              onChange={() => onChange({ format: one })}
            />
            {t(`format.${one}`)}
          </label>
        ))}
      </div>
      {settings.format === 'pdf' && (
        <p className={styles.soft}>{t('look.pdfHint', { most: format.number(mostPdfRows) })}</p>
      )}
      <div className={styles.three}>
        <label className={controls.field}>
          <span className={controls.label}>{t('look.vat')}</span>
          <select
            className={controls.input}
            value={String(settings.vatIncluded)}
            onChange={(event) => onChange({ vatIncluded: event.target.value === 'true' })}
          >
            <option value="true">{t('look.vatIncluded')}</option>
            <option value="false">{t('look.vatExcluded')}</option>
          </select>
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('look.language')}</span>
          <select
            className={controls.input}
            value={settings.language}
            onChange={(event) => onChange({ language: event.target.value === 'en' ? 'en' : 'ru' })}
          >
            <option value="ru">{t('look.ru')}</option>
            <option value="en">{t('look.en')}</option>
          </select>
        </label>
        {settings.format === 'csv' ? (
          <label className={controls.field}>
            <span className={controls.label}>{t('look.encoding')}</span>
            <select
              className={controls.input}
              value={settings.csvEncoding}
              onChange={(event) =>
                onChange({ csvEncoding: event.target.value === 'windows-1251' ? 'windows-1251' : 'utf-8' })
              }
            >
              <option value="utf-8">{t('look.utf8')}</option>
              <option value="windows-1251">{t('look.cp1251')}</option>
            </select>
          </label>
        ) : (
          hasHead && (
            <TextField
              label={t('look.validDays')}
              hint={t('look.validDaysHint')}
              type="number"
              min={1}
              max={365}
              value={settings.validDays ?? ''}
              error={daysError}
              onText={(text) => onChange({ validDays: text === '' ? null : Math.trunc(Number(text)) })}
            />
          )
        )}
      </div>
      <TextField
        label={t('look.fileTitle')}
        hint={t('look.fileTitleHint')}
        maxLength={200}
        value={settings.title ?? ''}
        onText={(title) => onChange({ title: title || null })}
      />
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={settings.namesContract}
          onChange={(event) => onChange({ namesContract: event.target.checked })}
        />
        {t('look.namesContract')}
      </label>
      {(settings.format === 'xlsx' || settings.format === 'pdf') && logo}
    </fieldset>
  )
}
