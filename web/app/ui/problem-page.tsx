import { useTranslation } from 'react-i18next'
import controls from './controls.module.css'
import styles from './problem-page.module.css'

/** In place of a page that is not there, is not for the caller, or failed. */
export function ProblemPage({ status }: { status: number }) {
  const { t } = useTranslation()
  const kind = status === 404 || status === 403 ? status : 500
  return (
    <section className={styles.page}>
      <title>{`${t(`problem.${kind}.title`)} · ${t('brand')}`}</title>
      <p className={styles.code} aria-hidden="true">
        {status}
      </p>
      <h1>{t(`problem.${kind}.title`)}</h1>
      <p className={styles.text}>{t(`problem.${kind}.text`)}</p>
      <p className={styles.ways}>
        {kind === 500 && (
          // the same address again, also where no script runs
          <a className={`${controls.button} ${controls.primary}`} href="">
            {t('problem.reload')}
          </a>
        )}
        <a className={kind === 500 ? controls.button : `${controls.button} ${controls.primary}`} href="/">
          {t('problem.home')}
        </a>
      </p>
    </section>
  )
}
