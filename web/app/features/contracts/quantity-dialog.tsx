import { setQuantityRule, type QuantityRule } from '@portal/api/quantities.ts'
import type { Contract } from '@portal/api/contracts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { limitsOf } from './quantity-limits.ts'
import { useLimitsProblem } from './use-limits-problem.ts'
import { useGoodsSearch } from './use-goods-search.ts'

const fields = ['minQuantity', 'stepQuantity', 'maxQuantity'] as const

/** Quantities of one product under a contract; a field left empty is the product's own. */
export function QuantityDialog({
  contract,
  rule,
  onClose,
}: {
  contract: Contract
  rule: QuantityRule | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('contracts')
  const limitsProblem = useLimitsProblem()
  const queries = useQueryClient()
  const search = useGoodsSearch('product')
  const [product, setProduct] = useState<Option | null>(
    rule ? { id: rule.productId, code: rule.article, name: rule.productName } : null,
  )
  const [typed, setTyped] = useState({
    minQuantity: rule?.minQuantity ?? '',
    stepQuantity: rule?.stepQuantity ?? '',
    maxQuantity: rule?.maxQuantity ?? '',
  })
  const refresh = () => queries.invalidateQueries({ queryKey: ['terms'] })
  const save = useMutation({
    mutationFn: (productId: string) =>
      call(setQuantityRule, {
        params: { contractId: contract.id, productId },
        body: {
          minQuantity: typed.minQuantity.trim() || null,
          stepQuantity: typed.stepQuantity.trim() || null,
          maxQuantity: typed.maxQuantity.trim() || null,
          seen: limitsOf(rule),
        },
      }),
    onSuccess: async () => {
      await refresh()
      onClose()
    },
    onError: () => refresh(),
  })
  return (
    <FormDialog
      title={rule?.productName ?? t('quantities.add')}
      ready={product !== null}
      busy={save.isPending}
      error={save.error}
      problem={save.error && limitsProblem(save.error)}
      onSubmit={() => product && save.mutate(product.id)}
      onClose={onClose}
    >
      {!rule && (
        <PickBox
          label={t('price.product')}
          placeholder={t('spec.pickProduct')}
          picked={product}
          options={search.options}
          searching={search.searching}
          onSearch={search.onSearch}
          onPick={setProduct}
        />
      )}
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(`quantities.${field}`)}
          hint={t('quantities.fieldHint')}
          inputMode="decimal"
          maxLength={20}
          value={typed[field]}
          onText={(text) => setTyped({ ...typed, [field]: text })}
        />
      ))}
    </FormDialog>
  )
}
