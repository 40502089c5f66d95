import type { OtherContract } from '@portal/api/matching.ts'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { useAddRows } from '../offer/add-rows.ts'
import { useAddedText } from '../offer/reason-text.ts'
import './texts.ts'

interface Wanted {
  contract: OtherContract
  /** as it is written in the row */
  quantity: string
  comment?: string
  onTaken: () => void
}

/** Puts one row into the cart changed last, under another contract of the company; a quantity put right is told. */
export function useTakeUnder() {
  const { t } = useTranslation(['quick-order', 'offer'])
  const navigate = useNavigate()
  const addedText = useAddedText()
  const adding = useAddRows()
  const take = ({ contract, quantity, comment, onTaken }: Wanted) =>
    adding.mutate(
      {
        rows: [{ productId: contract.productId, quantity, ...(comment ? { comment } : {}) }],
        target: 'last',
        contractId: contract.contractId,
      },
      {
        onSuccess: ({ cart, rows: [row] }) => {
          if (!row || row.outcome === 'refused') {
            toastProblem(row ? addedText(row) : t('offer:notOffered'))
            return
          }
          const done = t('takenUnder', { number: contract.number, cart: cart.name })
          toastDone(row.outcome === 'changed' ? `${done}. ${addedText(row)}` : done, {
            label: t('offer:add.open'),
            run: () => void navigate(`/carts/${cart.id}`),
          })
          onTaken()
        },
      },
    )
  return { take, busy: adding.isPending }
}
