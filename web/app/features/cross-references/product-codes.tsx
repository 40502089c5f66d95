import { listCrossReferences, type CrossReference } from '@portal/api/cross-references.ts'
import type { ProductDetails } from '@portal/api/goods.ts'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import controls from '../../ui/controls.module.css'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { CodeDialog } from './code-dialog.tsx'
import { CodeState } from './cross-references-screen.tsx'
import styles from './cross-references.module.css'
import { codesKey, useWriteCodes } from './use-write-codes.ts'
import './texts.ts'

/** What others call one product, on its page. */
export function ProductCodes({ product }: { product: ProductDetails }) {
  const { t } = useTranslation(['cross-references', 'common'])
  const mayManage = useOperatorPermission('goods.manage')
  const [dialog, setDialog] = useState<CrossReference | 'new' | null>(null)
  const { remove } = useWriteCodes()
  const codes = useQuery({
    queryKey: [...codesKey, { productId: product.id }],
    queryFn: ({ signal }) =>
      call(listCrossReferences, { query: { productId: product.id, limit: 30 } }, { signal }),
  })
  if (isLost(codes)) return <ErrorState error={codes.error} onRetry={() => void codes.refetch()} />
  if (!codes.data) return <Skeleton lines={2} />
  const { items, next } = codes.data
  return (
    <>
      {items.length === 0 && <p className={styles.soft}>{t('productNone')}</p>}
      <ul className={styles.list}>
        {items.map((code) => (
          <li key={code.id}>
            <span className={styles.code}>
              <code>{code.code}</code>
              {code.owner && <span className={styles.soft}>{code.owner}</span>}
              <CodeState code={code} />
            </span>
            {mayManage && (
              <>
                <button
                  type="button"
                  className={`${controls.button} ${controls.compact}`}
                  aria-label={t('changeOf', { code: code.code })}
                  onClick={() => setDialog(code)}
                >
                  {t('change', { ns: 'common' })}
                </button>
                <button
                  type="button"
                  className={controls.icon}
                  aria-label={t('removeOf', { code: code.code })}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate([code])}
                >
                  <IconX size={16} aria-hidden="true" />
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {next && (
        <p>
          <Link to={`/office/cross-references?search=${encodeURIComponent(product.article ?? product.name)}`}>
            {t('productAll')}
          </Link>
        </p>
      )}
      {mayManage && (
        <p className={styles.add}>
          <button type="button" className={controls.button} onClick={() => setDialog('new')}>
            {t('add')}
          </button>
        </p>
      )}
      {dialog && (
        <CodeDialog
          code={dialog === 'new' ? undefined : dialog}
          product={{ id: product.id, code: product.article, name: product.name }}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}
