import { analogKind, listAnalogs, setAnalog, type AnalogKind, type AnalogLink } from '@portal/api/analogs.ts'
import type { ProductDetails } from '@portal/api/goods.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import './texts.ts'

/** One link: to which product, in what sense, how much of it stands for one, and a word to the buyer. */
export function AnalogDialog({
  product,
  link,
  onClose,
}: {
  product: ProductDetails
  /** undefined: a new one */
  link: AnalogLink | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('goods')
  const queries = useQueryClient()
  const search = useGoodsSearch('product')
  const [analog, setAnalogTo] = useState<Option | null>(
    link ? { id: link.productId, code: link.article, name: link.name } : null,
  )
  const [kind, setKind] = useState<AnalogKind>(link?.kind ?? (product.active ? 'analog' : 'replacement'))
  const [ratio, setRatio] = useState(link?.ratio ?? '1')
  const [note, setNote] = useState(link?.note ?? '')
  const save = useMutation({
    mutationFn: (analogId: string) =>
      call(setAnalog, {
        params: { productId: product.id, analogId, kind },
        body: { ratio, note: note.trim() || null },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['goods', listAnalogs.path] })
      onClose()
    },
  })
  const badRatio = save.error instanceof ApiProblem && save.error.fields['ratio'] !== undefined
  return (
    <FormDialog
      title={t(link ? 'analogs.changeTitle' : 'analogs.add')}
      busy={save.isPending}
      ready={analog !== null}
      error={save.error}
      problem={badRatio ? null : undefined}
      onSubmit={() => analog && save.mutate(analog.id)}
      onClose={onClose}
    >
      <div className={controls.field}>
        <span className={controls.label}>{t('analogs.product')}</span>
        {link ? (
          <span>{[link.article, link.name].filter(Boolean).join(' ')}</span>
        ) : (
          <PickBox
            label={t('analogs.product')}
            named={false}
            placeholder={t('analogs.pick')}
            picked={analog}
            options={search.options}
            searching={search.searching}
            onSearch={search.onSearch}
            onPick={setAnalogTo}
          />
        )}
      </div>
      <label className={controls.field}>
        <span className={controls.label}>{t('analogs.sense')}</span>
        <select
          className={controls.input}
          value={kind}
          disabled={link !== undefined}
          onChange={(event) => setKind(event.target.value as AnalogKind)}
        >
          {analogKind.options.map((each) => (
            <option key={each} value={each}>
              {t(`analogs.kind.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {kind !== 'accessory' && (
        <TextField
          label={t('analogs.ratio', { unit: product.unitName })}
          hint={t('analogs.ratioHint')}
          error={badRatio ? t('analogs.outcome.bad_ratio') : null}
          inputMode="decimal"
          maxLength={20}
          value={ratio}
          onText={setRatio}
        />
      )}
      <TextField
        label={t('analogs.note')}
        hint={t('analogs.noteHint')}
        maxLength={300}
        value={note}
        onText={setNote}
      />
    </FormDialog>
  )
}
