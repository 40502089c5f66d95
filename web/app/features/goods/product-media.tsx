import type { ProductDetails } from '@portal/api/goods.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { ProductPicture } from '../offer/product-picture.tsx'
import styles from './goods.module.css'

/** Pictures to open, then the files; what an exchange has named and not brought yet says so. */
export function ProductMedia({ media, name }: { media: ProductDetails['media']; name: string }) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  if (media.length === 0) return <p className={styles.soft}>{t('noMedia')}</p>
  const pictures = media.filter(({ kind, url }) => kind === 'picture' && url)
  const others = media.filter((one) => !pictures.includes(one))
  return (
    <div className={styles.list}>
      {pictures.length > 0 && (
        <div className={styles.gallery}>
          {pictures.map(({ id, url, title }) => (
            <a key={id} href={url!} target="_blank" rel="noreferrer">
              <ProductPicture src={url} size={96} alt={title ?? name} />
            </a>
          ))}
        </div>
      )}
      {others.length > 0 && (
        <ul className={styles.list}>
          {others.map(({ id, kind, url, title, validUntil }) => (
            <li key={id}>
              {url ? (
                <a href={url} target="_blank" rel="noreferrer">
                  {title ?? t(`media.${kind}`)}
                </a>
              ) : (
                <>
                  {title ?? t(`media.${kind}`)} <span className={styles.soft}>{t('noFile')}</span>
                </>
              )}
              {validUntil && (
                <span className={styles.soft}> {t('media.until', { date: format.date(validUntil) })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
