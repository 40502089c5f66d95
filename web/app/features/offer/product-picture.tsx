import { pictureSet } from '@portal/api/pictures.ts'
import { IconPhoto } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import styles from './product-picture.module.css'

/** A square picture of a product; its place is kept while it loads and when there is none. */
export function ProductPicture({
  src,
  size,
  alt = '',
  sizes = `${size}px`,
  first = false,
}: {
  src: string | null
  size: number
  alt?: string
  /** how wide it is shown where that is not its size */
  sizes?: string
  /** the picture that a page is opened for: loaded before anything else */
  first?: boolean
}) {
  return (
    <span className={styles.frame} style={{ '--picture': `${size}px` } as CSSProperties}>
      {src ? (
        <img
          src={src}
          srcSet={pictureSet(src)}
          sizes={sizes}
          alt={alt}
          {...(first ? { fetchPriority: 'high' } : { loading: 'lazy', decoding: 'async' })}
          width={size}
          height={size}
        />
      ) : (
        <IconPhoto size={Math.min(28, size / 2)} stroke={1.4} aria-hidden="true" />
      )}
    </span>
  )
}
