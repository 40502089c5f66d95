import { attachDocumentGroup } from '@portal/api/product-media.ts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import './texts.ts'
import { useMediaChanged } from './use-media.ts'

/** Gives a document to what a brand, a category or a family has today; what is named narrows together. */
export function SpreadDialog({ documentId, onClose }: { documentId: string; onClose: () => void }) {
  const { t } = useTranslation(['product-media', 'common'])
  const format = useFormat()
  const changed = useMediaChanged()
  const [brand, setBrand] = useState<Option | null>(null)
  const [category, setCategory] = useState<Option | null>(null)
  const [member, setMember] = useState<Option | null>(null)
  const brands = useGoodsSearch('brand')
  const categories = useGoodsSearch('category')
  const products = useGoodsSearch('product')
  const save = useMutation({
    mutationFn: () =>
      call(attachDocumentGroup, {
        params: { documentId },
        body: { brandId: brand?.id, categoryId: category?.id, familyOf: member?.id },
      }),
    onSuccess: async ({ attached, same, full }) => {
      await changed.documents()
      toastDone(
        t(full > 0 ? 'spread.doneFull' : 'spread.done', {
          attached: format.number(attached),
          same: format.number(same),
          full: format.number(full),
        }),
      )
      onClose()
    },
  })
  const fields = [
    { key: 'brand', picked: brand, onPick: setBrand, search: brands },
    { key: 'category', picked: category, onPick: setCategory, search: categories },
    { key: 'family', picked: member, onPick: setMember, search: products },
  ] as const
  return (
    <FormDialog
      title={t('spread.title')}
      action={t('attach')}
      ready={brand !== null || category !== null || member !== null}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <p className={controls.hint}>{t('spread.hint')}</p>
      {fields.map(({ key, picked, onPick, search }) => (
        <div key={key} className={controls.field}>
          <span className={controls.label}>{t(`spread.${key}`)}</span>
          <PickBox
            label={t(`spread.${key}`)}
            named={false}
            placeholder={t(`spread.${key}Hint`)}
            picked={picked}
            onPick={onPick}
            {...search}
          />
        </div>
      ))}
    </FormDialog>
  )
}
