import { updateProducts } from '@portal/api/goods.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import './texts.ts'

export interface ProductSwitch {
  active?: boolean
  public?: boolean
}

const most = 1000

/** Switches goods on or off, for buyers or for guests; says what came of every one, and takes it back when asked. */
export function useSwitchProducts() {
  const { t } = useTranslation(['goods', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const send = async ({ productIds, to }: { productIds: readonly string[]; to: ProductSwitch }) => {
    const outcomes = []
    for (let from = 0; from < productIds.length; from += most) {
      const answer = await call(updateProducts, {
        body: { productIds: productIds.slice(from, from + most), ...to },
      })
      outcomes.push(...answer.outcomes)
    }
    return outcomes
  }
  const reread = () => queries.invalidateQueries({ queryKey: ['goods'] })
  const undo = useMutation({
    mutationFn: send,
    onSettled: reread,
    onError: (error) => toastProblem(problemText(error)),
  })
  return useMutation({
    mutationFn: send,
    onSettled: reread,
    onError: (error) => toastProblem(problemText(error)),
    onSuccess: (outcomes, { to }) => {
      const of = (outcome: string) => outcomes.filter((one) => one.outcome === outcome)
      const changed = of('changed').map(({ productId }) => productId)
      const variants = of('has_variants').length
      const values = {
        changed: format.number(changed.length),
        same: format.number(outcomes.length - changed.length - variants),
        variants: format.number(variants),
      }
      toastDone(
        variants > 0 ? t('switchedVariants', values) : t('switched', values),
        changed.length > 0
          ? {
              label: t('undo', { ns: 'common' }),
              run: () => undo.mutate({ productIds: changed, to: opposite(to) }),
            }
          : undefined,
      )
    },
  })
}

function opposite(to: ProductSwitch): ProductSwitch {
  return {
    ...(to.active === undefined ? {} : { active: !to.active }),
    ...(to.public === undefined ? {} : { public: !to.public }),
  }
}
