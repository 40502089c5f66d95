import { setFixedPriceRows, type Contract } from '@portal/api/contracts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './contracts.module.css'

const most = 2000

/** Prices pasted from a spreadsheet; what was not taken is told row by row. */
export function FixRowsDialog({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation(['contracts', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const rows = readRows(text)
  const apply = useMutation({
    mutationFn: (written: readonly WrittenRow[]) =>
      call(setFixedPriceRows, {
        params: { contractId: contract.id },
        body: { rows: written.map(({ number: _number, ...row }) => row) },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
  })
  const sent = apply.variables ?? []
  const left = apply.data?.rows.flatMap((row, index) =>
    row.outcome === 'set' ? [] : [{ ...row, number: sent[index]?.number ?? index + 1 }],
  )
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('price.rowsTitle')}
      size="lg"
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t(apply.data ? 'close' : 'cancel', { ns: 'common' })}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            disabled={rows.length === 0 || rows.length > most || apply.isPending}
            onClick={() => apply.mutate(rows)}
          >
            {t('price.rowsApply')}
          </button>
        </>
      }
    >
      <div className={styles.dialogForm}>
        {apply.error && (
          <p className={controls.alert} role="alert">
            {problemText(apply.error)}
          </p>
        )}
        <label className={controls.field}>
          <span className={controls.hint}>{t('price.rowsHint')}</span>
          <textarea
            className={`${controls.input} ${styles.rows}`}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        {apply.data && left && (
          <div role="status">
            <p>
              {t('price.rowsDone', {
                set: apply.data.rows.length - left.length,
                all: apply.data.rows.length,
              })}
            </p>
            {left.length > 0 && (
              <>
                <p>{t('price.rowsLeft')}</p>
                <ol className={styles.report}>
                  {left.map(({ number, article, outcome }) => (
                    <li key={number} value={number}>
                      {article}: {t(`price.outcome.${outcome}`)}
                    </li>
                  ))}
                </ol>
              </>
            )}
          </div>
        )}
      </div>
    </Dialog>
  )
}

interface WrittenRow {
  /** of its line in what was pasted, blank lines counted */
  number: number
  article: string
  price: string
  contractedQuantity?: string
}

/** Columns are parted by tabs or semicolons. */
function readRows(text: string): WrittenRow[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const [article = '', price = '', contractedQuantity = ''] = line.split(/[\t;]/)
      return {
        number,
        article: article.trim().slice(0, 200),
        price: price.trim().slice(0, 40),
        ...(contractedQuantity.trim() ? { contractedQuantity: contractedQuantity.trim().slice(0, 40) } : {}),
      }
    })
}
