import type { ProductCard } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { OfferedDocuments } from '../product-media/offered-documents.tsx'
import styles from './product.module.css'
import './texts.ts'

/** Certificates, manuals, videos and other files; nothing where there are none. */
export function ProductFiles({ files }: { files: ProductCard['files'] }) {
  const { t } = useTranslation('product')
  if (files.length === 0) return null
  return (
    <section className={styles.panel}>
      <h2>{t('files')}</h2>
      <OfferedDocuments files={files} />
    </section>
  )
}
