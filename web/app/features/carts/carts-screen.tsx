import { createCart, listCarts, type CartSummary } from '@portal/api/carts.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { useCartActions } from './use-cart-actions.ts'
import './texts.ts'

/** The open carts of the present company, the last changed first. */
export function CartsScreen() {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const problemText = useProblemText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const carts = useQuery(queryFor(listCarts, {}))
  const { remove, copy } = useCartActions()
  const create = useMutation({
    mutationFn: () =>
      call(createCart, { body: { name: t('newName', { number: (carts.data?.items.length ?? 0) + 1 }) } }),
    onSuccess: async (cart) => {
      await queries.invalidateQueries({ queryKey: ['carts'] })
      await navigate(`/carts/${cart.id}`)
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  const columns: Column<CartSummary>[] = [
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (cart) => <Link to={`/carts/${cart.id}`}>{cart.name}</Link>,
    },
    {
      key: 'lines',
      title: t('column.lines'),
      width: 90,
      align: 'end',
      phone: 'labelled',
      cell: (cart) => format.number(cart.lineCount),
    },
    {
      key: 'sum',
      title: t('column.sum'),
      width: 160,
      align: 'end',
      cell: (cart) => <MoneyText value={cart.gross} />,
    },
    {
      key: 'updated',
      title: t('column.updated'),
      width: 160,
      phone: 'hidden',
      cell: (cart) => format.dateTime(cart.updatedAt),
    },
    {
      key: 'by',
      title: t('column.by'),
      width: 200,
      oneLine: true,
      phone: 'hidden',
      cell: (cart) => cart.updatedByName,
    },
    {
      key: 'actions',
      title: '',
      width: 96,
      align: 'end',
      cell: (cart) => (
        <>
          <button
            type="button"
            className={controls.icon}
            title={t('copy')}
            aria-label={t('copyOf', { name: cart.name })}
            disabled={copy.isPending}
            onClick={() => copy.mutate(cart)}
          >
            <IconCopy size={18} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={controls.icon}
            title={t('deleteCart')}
            aria-label={t('deleteOf', { name: cart.name })}
            disabled={remove.isPending}
            onClick={() => remove.mutate(cart)}
          >
            <IconTrash size={18} aria-hidden="true" />
          </button>
        </>
      ),
    },
  ]
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          disabled={create.isPending}
          onClick={() => create.mutate()}
        >
          {t('new')}
        </button>
      </PageHeader>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={carts.data?.items}
        rowKey={(cart) => cart.id}
        rowLink={(cart) => `/carts/${cart.id}`}
        error={carts.error}
        onRetry={() => void carts.refetch()}
        busy={carts.isFetching}
        empty={<EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      />
    </>
  )
}
