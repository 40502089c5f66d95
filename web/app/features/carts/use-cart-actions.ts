import { copyCart, deleteCart, restoreCart } from '@portal/api/carts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import './texts.ts'

interface Named {
  id: string
  name: string
}

/** Copying a cart and throwing one away; what was thrown away comes back by one press. */
export function useCartActions() {
  const { t } = useTranslation('carts')
  const problemText = useProblemText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const settle = {
    onError: (error: Error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['carts'] }),
  }
  const restore = useMutation({
    ...settle,
    mutationFn: ({ id }: Named) => call(restoreCart, { params: { cartId: id } }),
  })
  const remove = useMutation({
    ...settle,
    mutationFn: ({ id }: Named) => call(deleteCart, { params: { cartId: id } }),
    onSuccess: async (_, cart) => {
      toastDone(t('deletedNamed', { name: cart.name }), {
        label: t('undo'),
        run: () => restore.mutate(cart),
      })
      await navigate('/carts')
    },
  })
  const copy = useMutation({
    ...settle,
    mutationFn: ({ id, name }: Named) =>
      call(copyCart, { params: { cartId: id }, body: { name: t('copyName', { name }).slice(0, 100) } }),
    onSuccess: async (made) => {
      toastDone(t('copied', { name: made.name }))
      await navigate(`/carts/${made.id}`)
    },
  })
  return { remove, copy }
}
