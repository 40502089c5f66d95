import { suggest } from '@portal/api/offer.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
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
      onSubmit={(words) => void navigate(`/catalogue?search=${encodeURIComponent(words)}`)}
      {...(mayOrder ? { onRows: (rows) => void navigate('/quick-order', { state: { rows } }) } : {})}
    />
  )
}
