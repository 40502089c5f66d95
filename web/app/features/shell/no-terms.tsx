import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMe } from '../../lib/me.ts'
import controls from '../../ui/controls.module.css'
import { EmptyState } from '../../ui/states.tsx'

/** In place of the cabinet's pages while nothing may be shown in them: no contract, or acting has ended. */
export function NoTerms() {
  const { t } = useTranslation()
  const operator = useMe()?.operator
  if (!operator)
    return (
      <>
        <title>{t('noTerms.title')}</title>
        <EmptyState title={t('noTerms.title')}>{t('noTerms.text')}</EmptyState>
      </>
    )
  return (
    <>
      <title>{t('noTerms.operatorTitle')}</title>
      <EmptyState title={t('noTerms.operatorTitle')}>
        <p>{t('noTerms.operatorText')}</p>
        <Link to="/office/customers" className={controls.button}>
          {t('noTerms.customers')}
        </Link>
      </EmptyState>
    </>
  )
}
