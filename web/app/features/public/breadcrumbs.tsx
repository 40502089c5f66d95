import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Crumb } from './page-head.tsx'
import styles from './public.module.css'
import './texts.ts'

/** Where this page stands in the catalogue; the last crumb is the page itself. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useTranslation('public')
  return (
    <nav aria-label={t('path')} className={styles.crumbs}>
      <ol>
        {crumbs.map(({ name, path }, index) => (
          <li key={path}>
            {index < crumbs.length - 1 ? (
              <Link to={path}>{name}</Link>
            ) : (
              <span aria-current="page">{name}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
