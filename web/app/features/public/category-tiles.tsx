import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { ProductPicture } from '../offer/product-picture.tsx'
import { categoryPath } from './paths.ts'
import styles from './public.module.css'
import './texts.ts'

export interface CategoryTile {
  slug: string
  name: string
  count: number
  picture: string | null
  /** some of what is in it, to go to at once */
  children: readonly { slug: string; name: string }[]
}

/** Categories with the first of their subcategories. */
export function CategoryTiles({
  categories,
  heading: Heading = 'h2',
}: {
  categories: readonly CategoryTile[]
  /** one level below the heading that stands above them */
  heading?: 'h2' | 'h3'
}) {
  const { t } = useTranslation('public')
  const format = useFormat()
  return (
    <ul className={styles.categories}>
      {categories.map((category) => (
        <li key={category.slug} className={styles.category}>
          <div className={styles.categoryHead}>
            <ProductPicture src={category.picture} size={52} />
            <div>
              <Heading>
                <Link to={categoryPath(category.slug)}>{category.name}</Link>
              </Heading>
              <p className={styles.tileNote}>
                {t('category.count', { count: category.count, formatted: format.number(category.count) })}
              </p>
            </div>
          </div>
          {category.children.length > 0 && (
            <ul>
              {category.children.map((child) => (
                <li key={child.slug}>
                  <Link to={categoryPath(child.slug)}>{child.name}</Link>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
