import { cancelLot, receiveLot, type Lot } from '@portal/api/lots.ts'
import { IconCheck, IconPencil, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import styles from './lots.module.css'
import { useLotsChanged } from './use-lots-changed.ts'
import './texts.ts'

/**
 * What can be done with an expected lot. There is no way back from "it will not come", and letters go out: where it is
 * promised to somebody, a slip of the mouse is asked about first.
 */
export function LotActions({ lot, onEdit }: { lot: Lot; onEdit: (lot: Lot) => void }) {
  const { t } = useTranslation('lots')
  const format = useFormat()
  const changed = useLotsChanged()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const close = useMutation({
    mutationFn: (how: 'received' | 'cancelled') =>
      call(how === 'received' ? receiveLot : cancelLot, { params: { lotId: lot.id } }),
    onSuccess: async (_, how) => {
      await changed()
      toastDone(t(`done.${how}`))
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  const name = `${lot.article ?? ''} ${lot.productName}`.trim()
  return (
    <span className={styles.actions}>
      <button
        type="button"
        className={controls.icon}
        title={t('edit')}
        aria-label={t('editOf', { name })}
        onClick={() => onEdit(lot)}
      >
        <IconPencil size={18} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={controls.icon}
        title={t('receive')}
        aria-label={t('receiveOf', { name })}
        disabled={close.isPending}
        onClick={() => close.mutate('received')}
      >
        <IconCheck size={18} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={controls.icon}
        title={t('cancel')}
        aria-label={t('cancelOf', { name })}
        disabled={close.isPending}
        onClick={() => (lot.lineCount > 0 ? setAsking(true) : close.mutate('cancelled'))}
      >
        <IconX size={18} aria-hidden="true" />
      </button>
      {asking && (
        <FormDialog
          title={t('cancelAsk')}
          action={t('cancel')}
          busy={close.isPending}
          error={null}
          onSubmit={() => close.mutate('cancelled', { onSettled: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          <p>{name}</p>
          <p>
            {t('promisedTo', {
              count: lot.lineCount,
              value: format.number(lot.lineCount),
              quantity: format.number(lot.reserved),
              unit: lot.unitName,
            })}
          </p>
          <p className={controls.hint}>{t('cancelNote')}</p>
        </FormDialog>
      )}
    </span>
  )
}
