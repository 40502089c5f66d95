import { addLines, createCart, listCarts, type AddedRow, type CartSummary } from '@portal/api/carts.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { usePermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { toastProblem } from '../../ui/toast.tsx'
import './texts.ts'

export interface RowToAdd {
  productId: string
  packagingId?: string
  quantity: string
  comment?: string
}

/** Where rows go: a cart, a new one with this name, or the cart changed last. */
export type Target = { cartId: string } | { name: string } | 'last'

export interface Added {
  cart: CartSummary
  rows: AddedRow[]
}

export function useCarts(): CartSummary[] {
  const allowed = usePermission('carts.edit')
  return useQuery({ ...queryFor(listCarts, {}), enabled: allowed }).data?.items ?? []
}

/** Puts rows into a cart; each row has its outcome. The first cart of a company is made on the way. */
export function useAddRows() {
  const problemText = useProblemText()
  const queries = useQueryClient()
  const targetCart = useTargetCart()
  return useMutation({
    mutationFn: async ({
      rows,
      target,
      contractId,
    }: {
      rows: readonly RowToAdd[]
      target: Target
      /** another contract of the company; the present one otherwise */
      contractId?: string
    }): Promise<Added> => {
      const cartId = await targetCart(target)
      const { cart, rows: added } = await call(addLines, {
        params: { cartId },
        body: { rows: [...rows], ...(contractId ? { contractId } : {}) },
      })
      return { cart, rows: added }
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['carts'] }),
        queries.invalidateQueries({ queryKey: ['offer'] }),
      ]),
    onError: (error) => toastProblem(problemText(error)),
  })
}

/** The cart that a choice means; a new one is made. */
export function useTargetCart(): (target: Target) => Promise<string> {
  const { t } = useTranslation('offer')
  const format = useFormat()
  return (target) =>
    idOf(target, () => t('add.firstCart', { date: format.dayMonth(new Date().toISOString().slice(0, 10)) }))
}

async function idOf(target: Target, firstName: () => string): Promise<string> {
  if (target !== 'last' && 'cartId' in target) return target.cartId
  if (target !== 'last') return (await call(createCart, { body: { name: target.name } })).id
  const [last] = (await call(listCarts, {})).items
  return last?.id ?? (await call(createCart, { body: { name: firstName() } })).id
}
