import { Modal } from '@mantine/core'
import { IconPhoto, IconZoomIn } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './gallery.module.css'
import './texts.ts'

/** Pictures of a product: the large one opens over the page, arrows walk through them. */
export function Gallery({ pictures, name }: { pictures: readonly string[]; name: string }) {
  const { t } = useTranslation('product')
  const [shown, setShown] = useState(0)
  const [open, setOpen] = useState(false)
  const current = pictures[Math.min(shown, pictures.length - 1)]
  if (!current)
    return (
      <div className={`${styles.frame} ${styles.none}`}>
        <IconPhoto size={56} stroke={1.2} aria-hidden="true" />
        <span>{t('noPicture')}</span>
      </div>
    )
  function walk(event: KeyboardEvent) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0 || pictures.length < 2) return
    event.preventDefault()
    setShown((shown + step + pictures.length) % pictures.length)
  }
  return (
    <div className={styles.gallery} onKeyDown={walk}>
      <button
        type="button"
        className={styles.frame}
        aria-label={t('zoom', { name })}
        onClick={() => setOpen(true)}
      >
        <img src={current} alt={name} width={480} height={480} decoding="async" />
        <IconZoomIn className={styles.zoom} size={20} aria-hidden="true" />
      </button>
      {pictures.length > 1 && (
        <ul className={styles.thumbs}>
          {pictures.map((picture, index) => (
            <li key={picture}>
              <button
                type="button"
                className={styles.thumb}
                aria-pressed={index === shown}
                aria-label={t('picture', { number: index + 1, count: pictures.length })}
                onClick={() => setShown(index)}
              >
                <img src={picture} alt="" width={64} height={64} loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={name}
        size="min(1000px, 94vw)"
        centered
        onKeyDown={walk}
        closeButtonProps={{ 'aria-label': t('closePicture') }}
      >
        <img className={styles.large} src={current} alt={name} />
      </Modal>
    </div>
  )
}
