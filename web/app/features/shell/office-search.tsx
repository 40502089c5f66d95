import { listProducts } from '@portal/api/goods.ts'
import { listOrdersAsOperator } from '@portal/api/orders.ts'
import { listCompanies } from '@portal/api/organizations.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { SuggestBox, useTyped } from './suggest-box.tsx'

/** The operator's one field: any order, customer or product that his role may see. */
export function OfficeSearch() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { text, asked, setText } = useTyped()
  const mayOrders = useOperatorPermission('orders.manage')
  const mayCustomers = useOperatorPermission('customers.manage')
  const query = { search: asked, limit: 5 }
  const asking = asked.length > 1
  const kept = { placeholderData: keepPreviousData }
  const orders = useQuery({
    ...queryFor(listOrdersAsOperator, { query }),
    ...kept,
    enabled: asking && mayOrders,
  })
  const companies = useQuery({
    ...queryFor(listCompanies, { query }),
    ...kept,
    enabled: asking && mayCustomers,
  })
  const products = useQuery({ ...queryFor(listProducts, { query }), ...kept, enabled: asking })
  return (
    <SuggestBox
      placeholder={t('omnibox.officePlaceholder')}
      text={text}
      onText={setText}
      searched={asked === text.trim() && ![orders, companies, products].some(({ isFetching }) => isFetching)}
      groups={[
        {
          title: t('nav.orders'),
          items: (orders.data?.items ?? []).map(({ id, number, companyName, gross }) => ({
            to: `/office/orders/${id}`,
            code: number,
            name: companyName,
            note: gross && <MoneyText value={gross} />,
          })),
        },
        {
          title: t('nav.customers'),
          items: (companies.data?.items ?? []).map(({ id, inn, name, groupName }) => ({
            to: `/office/customers/${id}`,
            code: inn,
            name,
            note: groupName,
          })),
        },
        {
          title: t('nav.goods'),
          items: (products.data?.items ?? []).map(({ article, number, name, brand }) => ({
            to: `/office/products?search=${encodeURIComponent(article ?? number)}`,
            code: article ?? number,
            name,
            note: brand,
          })),
        },
      ]}
      onSubmit={(words) =>
        void navigate(`/office/${mayOrders ? 'orders' : 'products'}?search=${encodeURIComponent(words)}`)
      }
    />
  )
}
