import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, usePermission } from '../../lib/me.ts'
import { EmptyState } from '../../ui/states.tsx'

/** A role that sees no prices, or no goods, is told so once instead of by each part of the page. */
export function OnlyWithPrices({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const known = useMe() !== undefined
  const seesPrices = usePermission('prices.view')
  const seesGoods = usePermission('catalogue.view')
  if (!known || (seesPrices && seesGoods)) return children
  return (
    <>
      <title>{t('problem.403.title')}</title>
      <EmptyState title={t('problem.403.title')}>{t('problem.403.text')}</EmptyState>
    </>
  )
}
