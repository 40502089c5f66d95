import {
  changeLine,
  findLookAlikes,
  getCart,
  removeLines,
  type Cart,
  type CartLine,
} from '@portal/api/carts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, queryFor } from '../../lib/api.ts'
import { changesOf } from '../../lib/live.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { toastProblem } from '../../ui/toast.tsx'

export interface LineChange {
  line: CartLine
  quantity?: string
  comment?: string | null
}

/**
 * Changes lines of a cart. What the server answers to one changed line stands in its place: two thousand lines are read
 * again only when somebody else has changed the cart meanwhile.
 */
export function useLineChanges(cart: Cart) {
  const problemText = useProblemText()
  const queries = useQueryClient()
  const params = { cartId: cart.id }
  const { queryKey } = queryFor(getCart, { params })
  const readAgain = () => queries.invalidateQueries({ queryKey: ['carts'] })
  const onError = async (error: Error) => {
    toastProblem(problemText(error))
    await readAgain()
  }
  const change = useMutation({
    mutationKey: changesOf(cart.id),
    onError,
    mutationFn: ({ line, quantity, comment }: LineChange) =>
      call(changeLine, {
        params: { ...params, lineId: line.id },
        body: {
          ...(quantity === undefined ? {} : { quantity }),
          ...(comment === undefined ? {} : { comment }),
        },
      }),
    onSuccess: async ({ line, related, totals, orders, abilities, revision }) => {
      const now = queries.getQueryData(queryKey)
      if (now?.revision !== revision - 1) return readAgain()
      const next = new Map([line, ...related].map((one) => [one.id, one]))
      const lines = now.lines.map((one) => next.get(one.id) ?? one)
      queries.setQueryData(queryKey, {
        ...now,
        lines,
        totals,
        orders,
        abilities,
        revision,
        priceChanges: lines.filter((one) => one.previousPrice !== null).length,
        updatedByMe: true,
      })
      await queries.invalidateQueries({ queryKey: queryFor(findLookAlikes, { params }).queryKey })
    },
  })
  const remove = useMutation({
    mutationKey: changesOf(cart.id),
    onError,
    mutationFn: (lineIds: string[]) => call(removeLines, { params, body: { lineIds } }),
    onSuccess: readAgain,
  })
  return { change, remove }
}
