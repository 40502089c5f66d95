import type { Substitute } from '@portal/api/analogs.ts'
import { addLines, removeLines, type AddedRow, type Cart, type CartLine } from '@portal/api/carts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { changesOf } from '../../lib/live.ts'
import { useMe } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { useAddedText } from '../offer/reason-text.ts'
import type { RowInNeed } from '../offer/substitutes.tsx'

/** Lines whose product is not offered any more or not there, of the contract that the buyer works under. */
export function useLinesInNeed(cart: Cart): RowInNeed[] {
  const contractId = useMe()?.current?.context.contractId
  if (!cart.abilities.edit) return []
  return cart.lines
    .filter(
      (line) =>
        line.contractId === contractId &&
        (line.waits || line.problems.some(({ code }) => code === 'not_offered' || code === 'not_enough')),
    )
    .map(({ id, productId, packagingId, quantity }) => ({ key: id, productId, packagingId, quantity }))
}

/** Puts a substitute into the cart, and only when it is there takes the line out. */
export function useReplaceLine(cart: Cart) {
  const { t } = useTranslation(['carts', 'offer'])
  const problemText = useProblemText()
  const addedText = useAddedText()
  const queries = useQueryClient()
  const params = { cartId: cart.id }
  return useMutation({
    mutationKey: changesOf(cart.id),
    mutationFn: async ({
      line,
      substitute,
    }: {
      line: CartLine
      substitute: Substitute
    }): Promise<AddedRow> => {
      const { productId } = substitute.item
      const quantity = substitute.quantity ?? line.quantity
      const comment = line.comment ? { comment: line.comment } : {}
      const row = { productId, packagingId: substitute.packagingId, quantity, ...comment }
      const body = { rows: [row], contractId: line.contractId }
      const [added] = (await call(addLines, { params, body })).rows
      if (added && added.outcome !== 'refused')
        await call(removeLines, { params, body: { lineIds: [line.id] } })
      return added!
    },
    onSuccess: (added, { substitute }) => {
      if (added.outcome === 'refused') toastProblem(addedText(added))
      else toastDone(t('offer:substitutes.taken', { name: substitute.item.name }))
    },
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['carts'] }),
  })
}
