import { getProductVat, setProductVat } from '@portal/api/vat-rates.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { ClassDialog } from './class-dialog.tsx'
import './texts.ts'
import { useClassText } from './use-class-text.ts'
import styles from './vat-classes.module.css'

const tones = { past: 'neutral', in_force: 'good', to_come: 'accent' } as const

/** What a product is taxed at today, what it was and will be, and whose hand has set it. */
export function ProductVat({ productId }: { productId: string }) {
  const { t } = useTranslation('vat-classes')
  const format = useFormat()
  const classText = useClassText()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const mayManage = useOperatorPermission('goods.manage')
  const [asking, setAsking] = useState(false)
  const params = { productId }
  const vat = useQuery(queryFor(getProductVat, { params }))
  const cancel = useMutation({
    mutationFn: (validFrom: string) => call(setProductVat, { params, body: { validFrom, vatClass: null } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['goods'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  if (vat.error && !vat.data) return <ErrorState error={vat.error} onRetry={() => void vat.refetch()} />
  if (!vat.data) return <Skeleton lines={2} />
  const { changes } = vat.data
  return (
    <>
      <p className={styles.now}>
        {t('product.now')}: <b>{classText(vat.data)}</b>
        {!changes.some(({ state }) => state === 'in_force') && (
          <span className={styles.under}>{t('product.source')}</span>
        )}
      </p>
      {changes.length > 0 && (
        <ul className={styles.changes} aria-label={t('product.history')}>
          {changes.toReversed().map((change) => (
            <li key={change.validFrom}>
              <span>
                {classText(change)} {t('from', { date: format.date(change.validFrom) })}{' '}
                <Badge tone={tones[change.state]}>{t(`product.states.${change.state}`)}</Badge>
                {change.setAt && change.setByName && (
                  <span className={styles.under}>
                    {t('product.by', { name: change.setByName, at: format.dateTime(change.setAt) })}
                  </span>
                )}
              </span>
              {mayManage && change.state === 'to_come' && (
                <button
                  type="button"
                  className={controls.icon}
                  aria-label={t('product.cancel', { date: format.date(change.validFrom) })}
                  disabled={cancel.isPending}
                  onClick={() => cancel.mutate(change.validFrom)}
                >
                  <IconX size={16} aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        {mayManage && (
          <button type="button" className={controls.button} onClick={() => setAsking(true)}>
            {t('product.set')}
          </button>
        )}
        <Link className={controls.button} to="/office/vat-rates">
          {t('product.rates')}
        </Link>
      </div>
      {asking && (
        <ClassDialog
          count={1}
          mayTakeBack={false}
          send={async (change) => {
            await call(setProductVat, { params, body: change })
            return { found: 1, changed: 1 }
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
