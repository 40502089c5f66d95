import { IconPhoto } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import styles from './product-picture.module.css'

/** A square picture of a product; its place is kept while it loads and when there is none. */
export function ProductPicture({ src, size, alt = '' }: { src: string | null; size: number; alt?: string }) {
  return (
    <span className={styles.frame} style={{ '--picture': `${size}px` } as CSSProperties}>
      {src ? (
        <img src={src} alt={alt} loading="lazy" decoding="async" width={size} height={size} />
      ) : (
        <IconPhoto size={Math.min(28, size / 2)} stroke={1.4} aria-hidden="true" />
      )}
    </span>
  )
}
