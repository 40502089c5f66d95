import { useTranslation } from 'react-i18next'

export default function Start() {
  const { t } = useTranslation()
  return <h1>{t('brand')}</h1>
}
