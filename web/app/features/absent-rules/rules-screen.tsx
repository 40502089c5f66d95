import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../ui/states.tsx'
import { AbsentRules } from './rules-table.tsx'
import './texts.ts'

/** What holds under every contract for goods that are not there. */
export function AbsentRulesScreen() {
  const { t } = useTranslation('absent-rules')
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')} />
      <AbsentRules />
    </>
  )
}
