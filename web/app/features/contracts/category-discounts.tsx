import { setCategoryDiscount, type Contract } from '@portal/api/contracts.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { useGoodsSearch } from './use-goods-search.ts'
import styles from './contracts.module.css'

type Discount = Contract['categoryDiscounts'][number]

/** Discounts of the contract for whole categories. */
export function CategoryDiscounts({ contract, mayChange }: { contract: Contract; mayChange: boolean }) {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  const problemText = useProblemText()
  const [adding, setAdding] = useState(false)
  const set = useSetDiscount(contract)
  const columns: Column<Discount>[] = [
    { key: 'name', title: t('price.category'), main: true, cell: ({ categoryName }) => categoryName },
    {
      key: 'percent',
      title: t('price.percent'),
      width: 120,
      align: 'end',
      cell: ({ percent }) => format.number(percent),
    },
    {
      key: 'stacking',
      title: t('price.stacking'),
      width: 220,
      cell: ({ stacking }) => t(`price.stackingMode.${stacking}`),
    },
    ...(mayChange
      ? [
          {
            key: 'remove',
            title: '',
            width: 52,
            cell: ({ categoryId, categoryName }: Discount) => (
              <button
                type="button"
                className={controls.icon}
                aria-label={t('remove', { name: categoryName })}
                disabled={set.isPending}
                onClick={() =>
                  set.mutate(
                    { categoryId, percent: null, stacking: 'best' },
                    { onError: (error) => toastProblem(problemText(error)) },
                  )
                }
              >
                <IconX size={16} aria-hidden="true" />
              </button>
            ),
          },
        ]
      : []),
  ]
  return (
    <section className={styles.block}>
      <h2>{t('price.discounts')}</h2>
      <div className={styles.toolbar}>
        <p className={styles.soft} style={{ margin: 0 }}>
          {t('price.discountsHint')}
        </p>
        {mayChange && (
          <button
            type="button"
            className={`${controls.button} ${styles.push}`}
            onClick={() => setAdding(true)}
          >
            {t('price.addDiscount')}
          </button>
        )}
      </div>
      <DataTable
        label={t('price.discounts')}
        columns={columns}
        rows={contract.categoryDiscounts}
        rowKey={(row) => row.categoryId}
        empty={<EmptyState title={t('price.discountsEmpty')} />}
      />
      {adding && <DiscountDialog contract={contract} onClose={() => setAdding(false)} />}
    </section>
  )
}

function useSetDiscount(contract: Contract) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({
      categoryId,
      ...body
    }: {
      categoryId: string
      percent: string | null
      stacking: Discount['stacking']
    }) => call(setCategoryDiscount, { params: { contractId: contract.id, categoryId }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
  })
}

function DiscountDialog({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation('contracts')
  const [category, setCategory] = useState<Option | null>(null)
  const [typed, setTyped] = useState('')
  const search = useGoodsSearch('category')
  const percent = readQuantity(typed)
  const set = useSetDiscount(contract)
  const ready = category !== null && percent !== null && Number(percent) > 0 && Number(percent) < 100
  const submit = (form: FormData) => {
    if (!ready) return
    const stacking = form.get('stacking') === 'add' ? 'add' : 'best'
    set.mutate({ categoryId: category.id, percent, stacking }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={t('price.addDiscount')}
      action={t('price.addDiscount')}
      ready={ready}
      busy={set.isPending}
      error={set.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickBox
        label={t('price.category')}
        placeholder={t('spec.pick')}
        picked={category}
        onPick={setCategory}
        {...search}
      />
      <Pair>
        <label className={controls.field}>
          <span className={controls.label}>{t('price.percent')}</span>
          <input
            className={controls.input}
            inputMode="decimal"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('price.stacking')}</span>
          <select className={controls.input} name="stacking">
            <option value="best">{t('price.stackingMode.best')}</option>
            <option value="add">{t('price.stackingMode.add')}</option>
          </select>
        </label>
      </Pair>
    </FormDialog>
  )
}
