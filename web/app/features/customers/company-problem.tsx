import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiProblem } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import styles from './customers.module.css'
import './texts.ts'

/** Why a company was not saved; one that is here already is a click away. What stands at a field is not said twice. */
export function CompanyProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('customers')
  const problemText = useProblemText()
  if (!error) return null
  if (error instanceof ApiProblem && error.code === 'company_exists')
    return (
      <p className={`${controls.alert} ${styles.alert}`} role="alert">
        {t('exists', { name: String(error.params['name'] ?? '') })}{' '}
        <Link to={`/office/customers/${String(error.params['companyId'] ?? '')}`}>{t('openExisting')}</Link>
      </p>
    )
  return (
    <p className={controls.alert} role="alert">
      {problemText(error)}
    </p>
  )
}

/** What the server said of each field. */
export function fieldsOf(error: unknown): Record<string, string> {
  return error instanceof ApiProblem ? error.fields : {}
}
