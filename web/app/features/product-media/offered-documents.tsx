import { documentKind, type OfferedDocument } from '@portal/api/product-media.ts'
import { IconBook2, IconCertificate, IconFile, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './product-media.module.css'
import './texts.ts'
import { useDocumentWords } from './use-document-words.ts'

const icons = {
  certificate: IconCertificate,
  manual: IconBook2,
  video: IconPlayerPlay,
  file: IconFile,
} as const

/**
 * Files of a product in groups. A certificate that has expired is shown and told so: what was made before its last day is
 * sold under it, and a buyer's own customer asks for it. A video is a link that leads away: nothing of another house is
 * loaded into this page, so nobody learns there what a buyer looks at until he goes.
 */
export function OfferedDocuments({ files }: { files: readonly OfferedDocument[] }) {
  const { t } = useTranslation('product-media')
  const format = useFormat()
  const { nameOf, factsOf } = useDocumentWords()
  return documentKind.options.map((kind) => {
    const group = files.filter((file) => file.kind === kind)
    if (group.length === 0) return null
    const Icon = icons[kind]
    return (
      <section key={kind} className={styles.group}>
        <h3>{t(`group.${kind}`)}</h3>
        <ul>
          {group.map((file) => (
            <li key={file.href} className={styles.offered}>
              <Icon size={20} stroke={1.6} aria-hidden="true" />
              <div>
                <a href={file.href} target="_blank" rel="noreferrer">
                  {nameOf(file)}
                </a>
                <span className={styles.facts}>{factsOf(file)}</span>
                {file.validThrough && (
                  <span className={file.expired ? styles.expired : styles.facts}>
                    {t(file.expired ? 'expiredOn' : 'validThrough', { date: format.date(file.validThrough) })}
                  </span>
                )}
              </div>
            </li>
          ))}
        </ul>
      </section>
    )
  })
}
