import type { ProductCard } from '@portal/api/offer.ts'
import { IconBook2, IconCertificate, IconFile, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './product.module.css'
import './texts.ts'

const icons = {
  certificate: IconCertificate,
  manual: IconBook2,
  video: IconPlayerPlay,
  file: IconFile,
} as const

/** Certificates with the day they expire, manuals, videos; each opens in a window of its own. */
export function ProductFiles({ files }: { files: ProductCard['files'] }) {
  const { t } = useTranslation('product')
  const format = useFormat()
  if (files.length === 0) return null
  return (
    <section className={styles.panel}>
      <h2>{t('files')}</h2>
      <ul className={styles.files}>
        {files.map((file) => {
          const Icon = icons[file.kind]
          return (
            <li key={file.href}>
              <Icon size={18} aria-hidden="true" />
              <span>
                <a href={file.href} target="_blank" rel="noreferrer">
                  {file.title || t(`fileKind.${file.kind}`)}
                </a>
                {file.validUntil && (
                  <span className={file.expired ? styles.expired : styles.soft}>
                    {t(file.expired ? 'expired' : 'validUntil', { date: format.date(file.validUntil) })}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
