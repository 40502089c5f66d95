import { listAbsentRules, removeAbsentRule } from '@portal/api/absent-goods.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { toastProblem } from '../../ui/toast.tsx'
import { AbsentRuleDialog } from './rule-dialog.tsx'
import styles from './absent-rules.module.css'
import './texts.ts'

/** What holds for one product under every contract when it is not there. */
export function ProductAbsentRule({ product }: { product: { id: string; name: string } }) {
  const { t } = useTranslation('absent-rules')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const mayChange = useOperatorPermission('contracts.manage')
  const [asking, setAsking] = useState(false)
  const rules = useQuery(queryFor(listAbsentRules, { query: { subject: 'product', subjectId: product.id } }))
  const rule = rules.data?.items[0]
  const remove = useMutation({
    mutationFn: (ruleId: string) => call(removeAbsentRule, { params: { ruleId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <div className={styles.form}>
      <p>
        {rule ? (
          <>
            <b>{t(`mode.${rule.mode}`)}</b>
            {rule.cap !== null && `, ${t('capIs', { value: format.number(rule.cap) })}`}
          </>
        ) : (
          t('byCategory')
        )}
      </p>
      <p className={controls.hint}>{t(rule ? `modeHint.${rule.mode}` : 'order')}</p>
      <p className={styles.buttons}>
        {mayChange && (
          <button type="button" className={controls.button} onClick={() => setAsking(true)}>
            {t(rule ? 'change' : 'set')}
          </button>
        )}
        {mayChange && rule && (
          <button
            type="button"
            className={controls.button}
            disabled={remove.isPending}
            onClick={() => remove.mutate(rule.id)}
          >
            {t('takeBack')}
          </button>
        )}
        <Link className={controls.button} to={`/office/waiting/${product.id}`}>
          {t('whoWaits')}
        </Link>
        <Link className={controls.button} to={`/office/lots?product=${product.id}`}>
          {t('lots')}
        </Link>
      </p>
      {asking && <AbsentRuleDialog contractId={null} product={product} onClose={() => setAsking(false)} />}
    </div>
  )
}
