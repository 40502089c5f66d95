import { suggest, type OfferItem } from '@portal/api/offer.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { usePermission } from '../../lib/me.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { productPath } from '../offer/product-path.ts'
import { SuggestBox, useTyped } from './suggest-box.tsx'

/** The buyer's one field: words, articles, barcodes; several pasted lines become a quick order. */
export function Omnibox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayOrder = usePermission('carts.edit')
  const { text, asked, setText } = useTyped()
  const found = useQuery({
    ...queryFor(suggest, { query: { q: asked } }),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  })
  const { products = [], categories = [] } = found.data ?? {}
  const queries = useQueryClient()
  /** One article or barcode and Enter opens its product, also when a scanner typed it faster than suggestions come. */
  async function submit(words: string) {
    const answer = await queries
      .fetchQuery(queryFor(suggest, { query: { q: words } }))
      // the catalogue tells what is wrong, if anything is
      .catch(() => null)
    const exact = answer ? meant(answer.products, words) : undefined
    await navigate(exact ? productPath(exact.slug) : `/catalogue?search=${encodeURIComponent(words)}`)
  }
  return (
    <SuggestBox
      placeholder={t('omnibox.placeholder')}
      text={text}
      onText={setText}
      searched={asked === text.trim() && found.isFetched && !found.isPlaceholderData}
      groups={[
        {
          title: t('omnibox.products'),
          items: products.map(({ slug, article, name, price }) => ({
            to: productPath(slug),
            code: article,
            name,
            note: price && <MoneyText value={price.unitPrice} />,
          })),
        },
        {
          title: t('omnibox.categories'),
          items: categories.map(({ slug, name }) => ({
            to: `/catalogue?category=${encodeURIComponent(slug)}`,
            code: null,
            name,
          })),
        },
      ]}
      onSubmit={(words) => void submit(words)}
      {...(mayOrder ? { onRows: (rows) => void navigate('/quick-order', { state: { rows } }) } : {})}
    />
  )
}

const plain = (text: string | null) => text?.toLowerCase().replaceAll(/[\s.\-/]/g, '') ?? ''

/** The one product that is called so; a barcode is nobody's word, so what it finds alone is meant. */
function meant(products: readonly OfferItem[], words: string): OfferItem | undefined {
  const called = products.filter(
    ({ article, partNumber }) => plain(article) === plain(words) || plain(partNumber) === plain(words),
  )
  if (called.length === 1) return called[0]
  return /^\d{8,14}$/.test(words) && products.length === 1 ? products[0] : undefined
}
