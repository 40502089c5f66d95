import {
  analogKind,
  listAnalogs,
  removeAnalog,
  setAnalog,
  setAnalogRows,
  type AnalogKind,
  type AnalogLink,
} from '@portal/api/analogs.ts'
import type { ProductDetails } from '@portal/api/goods.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { PasteRowsDialog } from '../paste-rows/paste-rows-dialog.tsx'
import { AnalogDialog } from './analog-dialog.tsx'
import styles from './goods.module.css'
import './texts.ts'

/** What may be sold in the place of a product or along with it, and in whose place it stands itself (function 42). */
export function AnalogsPanel({ product }: { product: ProductDetails }) {
  const { t } = useTranslation(['goods', 'common'])
  const mayManage = useOperatorPermission('goods.manage')
  const [dialog, setDialog] = useState<AnalogLink | 'new' | 'rows' | null>(null)
  const params = { productId: product.id }
  const links = useQuery(queryFor(listAnalogs, { params }))
  const queries = useQueryClient()
  const problemText = useProblemText()
  const readAgain = () => queries.invalidateQueries({ queryKey: ['goods', listAnalogs.path] })
  const restore = useMutation({
    mutationFn: ({ productId: analogId, kind, ratio, note }: AnalogLink) =>
      call(setAnalog, { params: { ...params, analogId, kind }, body: { ratio, note } }),
    onSettled: readAgain,
    onError: (error) => toastProblem(problemText(error)),
  })
  const remove = useMutation({
    mutationFn: ({ productId: analogId, kind }: AnalogLink) =>
      call(removeAnalog, { params: { ...params, analogId, kind } }),
    onSuccess: async (_, link) => {
      await readAgain()
      toastDone(t('analogs.removed'), {
        label: t('undo', { ns: 'common' }),
        run: () => restore.mutate(link),
      })
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  if (isLost(links)) return <ErrorState error={links.error} onRetry={() => void links.refetch()} />
  if (!links.data) return <Skeleton lines={2} />
  const { to, from } = links.data
  return (
    <>
      {to.length === 0 && <p className={styles.soft}>{t('analogs.empty')}</p>}
      {analogKind.options
        .filter((kind) => to.some((link) => link.kind === kind))
        .map((kind) => (
          <Group key={kind} title={t(`analogs.kinds.${kind}`)}>
            {to
              .filter((link) => link.kind === kind)
              .map((link) => (
                <LinkRow key={link.productId} link={link}>
                  {mayManage && (
                    <>
                      <button
                        type="button"
                        className={`${controls.button} ${controls.compact}`}
                        aria-label={t('analogs.changeOf', { name: link.name })}
                        onClick={() => setDialog(link)}
                      >
                        {t('change', { ns: 'common' })}
                      </button>
                      <button
                        type="button"
                        className={controls.icon}
                        aria-label={t('analogs.remove', { name: link.name })}
                        disabled={remove.isPending}
                        onClick={() => remove.mutate(link)}
                      >
                        <IconX size={16} aria-hidden="true" />
                      </button>
                    </>
                  )}
                </LinkRow>
              ))}
          </Group>
        ))}
      {from.length > 0 && (
        <Group title={t('analogs.from')}>
          {from.slice(0, 20).map((link) => (
            <LinkRow key={`${link.kind} ${link.productId}`} link={link} kind={link.kind} />
          ))}
        </Group>
      )}
      {mayManage && (
        <p className={styles.panelActions}>
          <button type="button" className={controls.button} onClick={() => setDialog('new')}>
            {t('analogs.add')}
          </button>
          <button type="button" className={controls.button} onClick={() => setDialog('rows')}>
            {t('analogs.paste')}
          </button>
        </p>
      )}
      {dialog === 'rows' ? (
        <AnalogRows
          onClose={() => {
            setDialog(null)
            void readAgain()
          }}
        />
      ) : (
        dialog && (
          <AnalogDialog
            product={product}
            link={dialog === 'new' ? undefined : dialog}
            onClose={() => setDialog(null)}
          />
        )
      )}
    </>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <h3 className={styles.sub}>{title}</h3>
      <ul className={styles.links}>{children}</ul>
    </>
  )
}

function LinkRow({
  link,
  kind,
  children,
}: {
  link: AnalogLink
  kind?: AnalogKind
  children?: React.ReactNode
}) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  return (
    <li>
      <span className={styles.linkText}>
        <Link to={`/office/products/${link.productId}`}>{link.name}</Link>
        <span className={styles.soft}>
          {[
            link.article,
            kind && t(`analogs.kind.${kind}`),
            link.ratio !== '1' && t('analogs.ratioIs', { ratio: format.number(link.ratio) }),
            link.note,
            link.fromExchange && t('analogs.fromExchange'),
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          {!link.active && <Badge>{t('analogs.inactive')}</Badge>}
        </span>
      </span>
      {children}
    </li>
  )
}

const most = 5000

/** Links of many products at once. */
export function AnalogRows({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('goods')
  return (
    <PasteRowsDialog
      title={t('analogs.rowsTitle')}
      hint={t('analogs.rowsHint')}
      placeholder={t('analogs.rowsPlaceholder')}
      most={most}
      onClose={onClose}
      onSend={async (rows) => {
        const body = {
          rows: rows.map(({ cells: [article = '', analog = '', kind = '', ratio = '', note = ''] }) => ({
            article: article.slice(0, 400),
            analog: analog.slice(0, 400),
            kind: kind.slice(0, 60),
            ratio: ratio.slice(0, 40),
            note: note.slice(0, 300),
          })),
        }
        const answer = await call(setAnalogRows, { body })
        return answer.rows.map(({ outcome }) => ({
          tone:
            outcome === 'set' || outcome === 'changed' ? 'good' : outcome === 'same' ? 'neutral' : 'danger',
          outcome: t(`analogs.outcome.${outcome}`),
        }))
      }}
    />
  )
}
