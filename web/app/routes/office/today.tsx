import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../ui/states.tsx'

export default function Today() {
  const { t } = useTranslation()
  return <PageHeader title={t('nav.today')} />
}
