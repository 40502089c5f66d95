import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { withPatch } from '../../lib/use-url-state.ts'
import styles from './pager.module.css'
import './texts.ts'

/** Pages as links: the first, the last and those around; each has an address. */
export function Pager({ page, pages }: { page: number; pages: number }) {
  const { t } = useTranslation('catalogue')
  const format = useFormat()
  const [search] = useSearchParams()
  if (pages < 2) return null
  const to = (number: number) => ({
    search: withPatch(search, { page: number === 1 ? '' : String(number) }).toString(),
  })
  return (
    <nav className={styles.pager} aria-label={t('pages')}>
      {page > 1 && (
        <Link to={to(page - 1)} className={styles.page} aria-label={t('previous')} rel="prev">
          <IconChevronLeft size={16} />
        </Link>
      )}
      {pagesAround(page, pages).map((number, index) =>
        number === null ? (
          <span key={`gap${String(index)}`} className={styles.gap}>
            …
          </span>
        ) : (
          <Link
            key={number}
            to={to(number)}
            className={styles.page}
            aria-label={t('page', { page: number })}
            aria-current={number === page ? 'page' : undefined}
          >
            {format.number(number)}
          </Link>
        ),
      )}
      {page < pages && (
        <Link to={to(page + 1)} className={styles.page} aria-label={t('next')} rel="next">
          <IconChevronRight size={16} />
        </Link>
      )}
    </nav>
  )
}

/** Page numbers to offer; null stands for those left out. */
export function pagesAround(page: number, pages: number): (number | null)[] {
  const shown = [1, page - 2, page - 1, page, page + 1, page + 2, pages]
    .filter((number) => number >= 1 && number <= pages)
    .toSorted((a, b) => a - b)
    .filter((number, index, all) => number !== all[index - 1])
  return shown.flatMap((number, index) => {
    const before = shown[index - 1] ?? 0
    if (number - before === 2) return [number - 1, number]
    return number - before > 2 ? [null, number] : [number]
  })
}
