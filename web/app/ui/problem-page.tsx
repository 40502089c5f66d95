import { useTranslation } from 'react-i18next'
import controls from './controls.module.css'
import styles from './problem-page.module.css'

/** A whole page in place of one that is not there, is not for the caller, or failed. */
export function ProblemPage({ status }: { status: number }) {
  const { t } = useTranslation()
  const kind = status === 404 ? '404' : status === 403 ? '403' : '500'
  return (
    <main className={styles.page}>
      <p className={styles.code}>{status}</p>
      <h1>{t(`problem.${kind}.title`)}</h1>
      <p className={styles.text}>{t(`problem.${kind}.text`)}</p>
      <a className={`${controls.button} ${controls.primary}`} href="/">
        {t('problem.home')}
      </a>
    </main>
  )
}
