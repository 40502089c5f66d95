import type { Context } from '@portal/api/identity.ts'
import { useTranslation } from 'react-i18next'
import styles from './home.module.css'
import './texts.ts'

/** A contract that takes no orders, and a company that may place none, are told of before a cart is filled in vain. */
export function ContractNotice({ context }: { context: Context }) {
  const { t } = useTranslation('home')
  const key =
    context.companyState === 'blocked'
      ? 'blocked'
      : context.contractState === 'in_force'
        ? null
        : context.contractState
  if (key === null) return null
  return (
    <p className={styles.notice} role="note">
      {t(`notice.${key}`, { number: context.contractNumber })}
    </p>
  )
}
