import { getProductAsOperator, type ProductDetails } from '@portal/api/goods.ts'
import { listUnits, setProductQuantities } from '@portal/api/quantities.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call, queryFor } from '../../lib/api.ts'
import { newKey } from '../../lib/new-key.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { limitsOf } from '../contracts/quantity-limits.ts'
import { useLimitsProblem } from '../contracts/use-limits-problem.ts'
import styles from './goods.module.css'
import './texts.ts'

const fields = ['minQuantity', 'stepQuantity', 'maxQuantity'] as const
const badPackagings = ['unit_twice', 'bad_factor', 'factor_is_base', 'unit_unknown'] as const

interface Packaging {
  key: string
  unitId: string
  numerator: string
  denominator: string
}

/** Least, step, most and packagings of a product; what an exchange keeps is shown and not changed here. */
export function QuantitiesDialog({ product, onClose }: { product: ProductDetails; onClose: () => void }) {
  // what was there when the dialog opened, however often the page behind it is read anew
  const [seen] = useState(product)
  const { t } = useTranslation(['goods', 'contracts'])
  const limitsProblem = useLimitsProblem()
  const queries = useQueryClient()
  const units = useQuery(queryFor(listUnits, {})).data?.items ?? []
  const fromExchange = product.externalIds.length > 0
  const [typed, setTyped] = useState({
    minQuantity: seen.minQuantity ?? '',
    stepQuantity: seen.stepQuantity ?? '',
    maxQuantity: seen.maxQuantity ?? '',
  })
  const [changed, setChanged] = useState<Packaging[] | null>(null)
  const standing = seen.packagings.filter(({ active }) => active)
  const kept = standing.flatMap(({ id, unitName, numerator, denominator }): Packaging[] => {
    const unit = units.find(({ name }) => name === unitName)
    return unit ? [{ key: id, unitId: unit.id, numerator, denominator }] : []
  })
  const packagings = changed ?? kept
  const refresh = () => queries.invalidateQueries({ queryKey: ['goods', getProductAsOperator.path] })
  const save = useMutation({
    mutationFn: () =>
      call(setProductQuantities, {
        params: { productId: product.id },
        body: {
          minQuantity: typed.minQuantity.trim() || null,
          stepQuantity: typed.stepQuantity.trim() || null,
          maxQuantity: typed.maxQuantity.trim() || null,
          seen: { ...limitsOf(seen), packagingIds: standing.map(({ id }) => id) },
          ...(changed ? { packagings: changed.map(({ key: _key, ...packaging }) => packaging) } : {}),
        },
      }),
    onSuccess: async () => {
      await refresh()
      onClose()
    },
    onError: () => refresh(),
  })
  const problem = () => {
    const code = save.error instanceof ApiProblem ? save.error.fields['packagings'] : undefined
    const named = badPackagings.find((each) => each === code)
    return named ? t(`quantities.${named}`) : limitsProblem(save.error)
  }
  const put = (key: string, patch: Partial<Packaging>) =>
    setChanged(packagings.map((each) => (each.key === key ? { ...each, ...patch } : each)))
  return (
    <FormDialog
      title={t('quantities.title')}
      busy={save.isPending}
      error={save.error}
      problem={save.error && problem()}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <div className={styles.limits}>
        {fields.map((field) => (
          <TextField
            key={field}
            label={t(`contracts:quantities.${field}`)}
            inputMode="decimal"
            maxLength={20}
            value={typed[field]}
            onText={(text) => setTyped({ ...typed, [field]: text })}
          />
        ))}
      </div>
      <p className={styles.soft}>{t('quantities.hint', { unit: product.unitName })}</p>
      <fieldset className={styles.packagings} disabled={fromExchange}>
        <legend>{t('quantities.packagings')}</legend>
        {fromExchange && <p className={styles.soft}>{t('quantities.fromExchange')}</p>}
        {packagings.map(({ key, unitId, numerator, denominator }, index) => (
          <div key={key} className={styles.packaging}>
            <select
              className={controls.input}
              aria-label={t('quantities.unit', { row: index + 1 })}
              value={unitId}
              onChange={(event) => put(key, { unitId: event.target.value })}
            >
              {units.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            <span aria-hidden="true">=</span>
            <input
              className={controls.input}
              aria-label={t('quantities.numerator', { row: index + 1 })}
              inputMode="decimal"
              maxLength={20}
              value={numerator}
              onChange={(event) => put(key, { numerator: event.target.value })}
            />
            <span aria-hidden="true">/</span>
            <input
              className={controls.input}
              aria-label={t('quantities.denominator', { row: index + 1 })}
              inputMode="decimal"
              maxLength={20}
              value={denominator}
              onChange={(event) => put(key, { denominator: event.target.value })}
            />
            <span>{product.unitName}</span>
            {!fromExchange && (
              <button
                type="button"
                className={controls.icon}
                aria-label={t('quantities.removePackaging', { row: index + 1 })}
                onClick={() => setChanged(packagings.filter((each) => each.key !== key))}
              >
                <IconX size={16} aria-hidden="true" />
              </button>
            )}
          </div>
        ))}
        {packagings.length === 0 && <p className={styles.soft}>{t('quantities.none')}</p>}
        {!fromExchange && (
          <button
            type="button"
            className={controls.button}
            onClick={() =>
              setChanged([
                ...packagings,
                {
                  key: newKey(),
                  unitId: units.find(({ name }) => name !== product.unitName)?.id ?? '',
                  numerator: '',
                  denominator: '1',
                },
              ])
            }
          >
            {t('quantities.addPackaging')}
          </button>
        )}
      </fieldset>
    </FormDialog>
  )
}
