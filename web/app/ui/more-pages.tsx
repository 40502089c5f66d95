import { useTranslation } from 'react-i18next'
import controls from './controls.module.css'
import styles from './states.module.css'

/** The way on, below a list of which a part has been read; nothing where all of it has. */
export function MorePages({
  of: { hasNextPage, isFetchingNextPage, fetchNextPage },
}: {
  of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}) {
  const { t } = useTranslation()
  if (!hasNextPage) return null
  return (
    <p className={styles.more}>
      <button
        type="button"
        className={controls.button}
        disabled={isFetchingNextPage}
        onClick={() => void fetchNextPage()}
      >
        {t('more')}
      </button>
    </p>
  )
}
