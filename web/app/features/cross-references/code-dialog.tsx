import type { CrossReference } from '@portal/api/cross-references.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import { useWriteCodes } from './use-write-codes.ts'
import './texts.ts'

/** One code: what others call a product, who, and which product it is. */
export function CodeDialog({
  code: before,
  product,
  onClose,
}: {
  /** undefined: a new one */
  code?: CrossReference | undefined
  /** the product whose page this is; it is not chosen then */
  product?: Option | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('cross-references')
  const search = useGoodsSearch('product')
  const { save } = useWriteCodes()
  const [picked, setPicked] = useState<Option | null>(
    before
      ? { id: before.product.id, code: before.product.article, name: before.product.name }
      : (product ?? null),
  )
  const [code, setCode] = useState(before?.code ?? '')
  const [owner, setOwner] = useState(before?.owner ?? '')
  const wrong = save.error instanceof ApiProblem ? save.error.fields['code'] : undefined
  const known = wrong === 'empty' || wrong === 'too_long' || wrong === 'bad_code' ? wrong : undefined
  return (
    <FormDialog
      title={t(before ? 'changeTitle' : 'addTitle')}
      ready={picked !== null && code.trim() !== ''}
      busy={save.isPending}
      error={save.error}
      problem={known ? null : undefined}
      onSubmit={() =>
        picked &&
        save.mutate(
          { id: before?.id ?? null, productId: picked.id, code, owner: owner.trim() || null },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <Pair>
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          error={known && t(`outcome.${known}`)}
          maxLength={120}
          autoComplete="off"
          value={code}
          onText={setCode}
        />
        <TextField
          label={t('owner')}
          hint={t('ownerHint')}
          maxLength={120}
          autoComplete="off"
          value={owner}
          onText={setOwner}
        />
      </Pair>
      <div className={controls.field}>
        <span className={controls.label}>{t('product')}</span>
        {product ? (
          <span>{[product.code, product.name].filter(Boolean).join(' ')}</span>
        ) : (
          <PickBox
            label={t('product')}
            named={false}
            placeholder={t('pick')}
            picked={picked}
            options={search.options}
            searching={search.searching}
            onSearch={search.onSearch}
            onPick={setPicked}
          />
        )}
      </div>
    </FormDialog>
  )
}
