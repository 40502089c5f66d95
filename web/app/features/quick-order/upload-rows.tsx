import { addUploadToCart } from '@portal/api/carts.ts'
import { getUpload, type Upload } from '@portal/api/uploads.ts'
import { rowOutcome, type RowOutcome } from '@portal/api/matching.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { StickyBar } from '../../ui/sticky-bar.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { useTargetCart, type Target } from '../offer/add-rows.ts'
import { CartButton } from '../offer/cart-button.tsx'
import { letterOf, meanings, UploadColumnsForm } from './upload-columns.tsx'
import { UploadTable } from './upload-table.tsx'
import styles from './quick-order.module.css'
import './texts.ts'

const tabs = ['all', ...rowOutcome.options] as const

/** A list that was read: the account of all its rows, the columns to correct, what did not match, and into a cart. */
export function UploadRows({ upload }: { upload: Upload }) {
  const { t } = useTranslation('quick-order')
  const format = useFormat()
  const tab = useTab(tabs)
  const outcome: RowOutcome | undefined = tab === 'all' ? undefined : tab
  const countOf = (one: RowOutcome) => upload.counts[one] ?? 0
  const usable = countOf('found') + countOf('changed')
  const merged = countOf('duplicate')
  const { columns } = upload
  return (
    <>
      <p className={styles.account}>
        {t(merged > 0 ? 'upload.account' : 'upload.accountUnmerged', {
          total: format.number(upload.rowCount),
          usable: format.number(usable),
          merged: format.number(merged),
          left: format.number(upload.rowCount - usable - merged),
        })}
      </p>
      {columns && (
        <details className={styles.details}>
          <summary>
            {[
              columns.sheet && t('upload.sheetIs', { name: columns.sheet }),
              ...meanings.map((meaning) => {
                const column = columns[meaning]
                return `${t(`upload.${meaning}`)}: ${column === null ? t('upload.absent') : letterOf(column)}`
              }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </summary>
          <UploadColumnsForm key={JSON.stringify(columns)} upload={upload} />
        </details>
      )}
      <Tabs
        label={t('upload.outcomes')}
        tabs={tabs
          .filter((key) => key === 'all' || key === tab || countOf(key) > 0)
          .map((key) =>
            key === 'all'
              ? { key, label: t('upload.all'), count: upload.rowCount }
              : { key, label: t(`outcome.${key}`), count: countOf(key) },
          )}
      />
      <UploadTable uploadId={upload.id} outcome={outcome} />
      <UploadBar upload={upload} />
    </>
  )
}

function UploadBar({ upload }: { upload: Upload }) {
  const { t } = useTranslation(['quick-order', 'offer'])
  const problemText = useProblemText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const targetCart = useTargetCart()
  const [includeAnalogs, setIncludeAnalogs] = useState(false)
  const analogs = upload.counts.analog ?? 0
  const usable = (upload.counts.found ?? 0) + (upload.counts.changed ?? 0)
  const left = upload.rowCount - usable - (upload.counts.duplicate ?? 0)
  const ready = usable + (includeAnalogs ? analogs : 0)
  const add = useMutation({
    mutationFn: async (target: Target) =>
      call(addUploadToCart, {
        params: { cartId: await targetCart(target) },
        body: { uploadId: upload.id, includeAnalogs },
      }),
    onSuccess: async ({ cart, added }) => {
      toastDone(t('offer:add.done', { count: added, cart: cart.name }))
      await navigate(`/carts/${cart.id}`)
    },
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['carts'] }),
        queries.invalidateQueries({
          queryKey: queryFor(getUpload, { params: { uploadId: upload.id } }).queryKey,
        }),
      ]),
  })
  return (
    <StickyBar
      label={t('ready.label')}
      actions={
        <>
          {left > 0 && (
            <a className={controls.button} href={`/api/uploads/${upload.id}/unmatched.csv`} download>
              {t('upload.unmatched')}
            </a>
          )}
          <CartButton
            label={t('ready.add', { count: ready })}
            onChoose={(target) => add.mutate(target)}
            disabled={ready === 0}
            busy={add.isPending}
          />
        </>
      }
    >
      <b>{t('upload.ready', { count: ready })}</b>
      {analogs > 0 && (
        <label className={controls.check}>
          <input
            type="checkbox"
            checked={includeAnalogs}
            onChange={(event) => setIncludeAnalogs(event.target.checked)}
          />
          {t('upload.analogs', { count: analogs })}
        </label>
      )}
    </StickyBar>
  )
}
