import {
  getFeedImport,
  setFeedMapping,
  type FeedImportDetails,
  type FeedMapping,
  type FeedSheet,
  type SheetMapping,
} from '@portal/api/feeds.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { MappedSheet } from './mapped-sheet.tsx'
import styles from './supplier-files.module.css'
import './texts.ts'

/** Says what the columns of each sheet are; sheets of one header are changed together unless told otherwise. */
export function Mapper({ file, onDone }: { file: FeedImportDetails; onDone: () => void }) {
  const { t } = useTranslation('supplier-files')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [mapping, setMapping] = useState<FeedMapping>(file.mapping ?? { sheets: [] })
  const [together, setTogether] = useState(true)
  const [chosen, setChosen] = useState(
    () => (mapping.sheets.find(({ use }) => use) ?? mapping.sheets[0])?.sheet ?? '',
  )
  const sheet = file.sheets.find(({ name }) => name === chosen)
  const mapped = mapping.sheets.find((one) => one.sheet === chosen)
  const twins = sheet ? file.sheets.filter((one) => isTwin(one, sheet)) : []
  const apply = useMutation({
    mutationFn: () => call(setFeedMapping, { params: { importId: file.id }, body: mapping }),
    onSuccess: (next) => {
      queries.setQueryData(queryFor(getFeedImport, { params: { importId: file.id } }).queryKey, next)
      onDone()
    },
  })
  const change = (patch: Partial<SheetMapping>, alone = false) => {
    const names = new Set(together && !alone ? twins.map(({ name }) => name) : [chosen])
    setMapping({ sheets: mapping.sheets.map((one) => (names.has(one.sheet) ? { ...one, ...patch } : one)) })
  }
  return (
    <section className={styles.section} aria-label={t('mapper.title')}>
      <div className={styles.mapperHead}>
        <div>
          <h2>{t('mapper.title')}</h2>
          <p className={styles.soft}>{t('mapper.hint')}</p>
        </div>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          disabled={apply.isPending || !mapping.sheets.some(({ use }) => use)}
          onClick={() => apply.mutate()}
        >
          {t('mapper.check')}
        </button>
      </div>
      {apply.error && (
        <p className={controls.alert} role="alert">
          {problemText(apply.error)}
        </p>
      )}
      <div className={styles.mapper} data-several={file.sheets.length > 1}>
        {file.sheets.length > 1 && (
          <ul className={styles.sheets} aria-label={t('mapper.sheets')}>
            {file.sheets.map((one) => (
              <SheetLine
                key={one.name}
                sheet={one}
                use={mapping.sheets.find((other) => other.sheet === one.name)?.use ?? false}
                current={one.name === chosen}
                onChoose={() => setChosen(one.name)}
              />
            ))}
          </ul>
        )}
        {sheet && mapped && (
          <div className={styles.sheet}>
            <div className={styles.sheetBar}>
              <label className={controls.check}>
                <input
                  type="checkbox"
                  checked={mapped.use}
                  onChange={(event) => change({ use: event.target.checked }, true)}
                />
                {t('mapper.use')}
              </label>
              {twins.length > 1 && (
                <label className={controls.check}>
                  <input
                    type="checkbox"
                    checked={together}
                    onChange={(event) => setTogether(event.target.checked)}
                  />
                  {t('mapper.together', { count: twins.length })}
                </label>
              )}
              <HeaderFields mapped={mapped} onChange={change} />
            </div>
            {sheet.hints.length > 0 && <p className={styles.soft}>{sheet.hints.join(' · ')}</p>}
            <MappedSheet
              sheet={sheet}
              mapped={mapped}
              priceLists={file.priceLists}
              warehouses={file.warehouses}
              settings={file.settings}
              onColumns={(columns) => change({ columns })}
            />
          </div>
        )}
      </div>
    </section>
  )
}

const isTwin = (one: FeedSheet, other: FeedSheet) =>
  one === other || (one.headerKey !== '' && one.headerKey === other.headerKey)

function SheetLine({
  sheet,
  use,
  current,
  onChoose,
}: {
  sheet: FeedSheet
  use: boolean
  current: boolean
  onChoose: () => void
}) {
  const { t } = useTranslation('supplier-files')
  const marks = [
    t('mapper.rows', { count: sheet.rowCount }),
    ...(sheet.hidden ? [t('mapper.hidden')] : []),
    ...(use ? [] : [t('mapper.skipped')]),
    ...(sheet.remembered && use ? [t('mapper.remembered')] : []),
  ]
  return (
    <li>
      <button type="button" aria-current={current} data-use={use} onClick={onChoose}>
        {sheet.name}
        <span>{marks.join(' · ')}</span>
      </button>
    </li>
  )
}

function HeaderFields({
  mapped,
  onChange,
}: {
  mapped: SheetMapping
  onChange: (patch: Partial<SheetMapping>) => void
}) {
  const { t } = useTranslation('supplier-files')
  return (
    <>
      {(['headerRow', 'headerRows'] as const).map((key) => (
        <label key={key} className={styles.number}>
          {t(`mapper.${key}`)}
          <input
            className={controls.input}
            type="number"
            min={0}
            max={key === 'headerRow' ? 100 : 6}
            value={mapped[key]}
            onChange={(event) => onChange({ [key]: Math.max(0, Math.trunc(Number(event.target.value))) })}
          />
        </label>
      ))}
    </>
  )
}
