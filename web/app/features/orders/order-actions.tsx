import { downloadOrderPapers } from '@portal/api/order-papers.ts'
import { cancelOrder, type Order } from '@portal/api/orders.ts'
import { IconCertificate, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, urlOf } from '../../lib/api.ts'
import { useMe, usePermission, useSwitchContext } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { RepeatReport } from './repeat-report.tsx'
import { useRepeat } from './use-repeat.ts'
import { useOwnContracts } from './orders-list.ts'
import './texts.ts'

/** What the buyer may do with an order, as the server says. */
export function OrderActions({ order }: { order: Order }) {
  const { abilities } = order
  const mayLook = usePermission('catalogue.view')
  return (
    <>
      {mayLook && <Papers orderId={order.id} />}
      {abilities.cancel && <Cancel order={order} />}
      {abilities.repeat && <Repeat order={order} />}
    </>
  )
}

/** Certificates of everything in the order, in one archive: a warehouse asks for them along with the goods. */
function Papers({ orderId }: { orderId: string }) {
  const { t } = useTranslation('orders')
  return (
    <a className={controls.button} href={urlOf(downloadOrderPapers, { params: { orderId } })} download>
      <IconCertificate size={18} aria-hidden="true" />
      {t('papers')}
    </a>
  )
}

/** An order of another contract is repeated under that one or under the present one: the buyer says which. */
function Repeat({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  const problemText = useProblemText()
  const current = useMe()?.current?.context
  const [asking, setAsking] = useState(false)
  const switching = useSwitchContext()
  const repeating = useRepeat(order.id)
  const contracts = useOwnContracts()
  const other = current !== undefined && current.contractId !== order.contractId
  const own = contracts.find((contract) => contract.contractId === order.contractId)
  const busy = repeating.isPending || switching.isPending

  function repeat() {
    setAsking(false)
    repeating.mutate()
  }
  function repeatUnderItsContract() {
    switching.mutate(
      { contractId: order.contractId },
      {
        onSuccess: repeat,
        onError: (error) => toastProblem(problemText(error)),
      },
    )
  }
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${controls.primary}`}
        disabled={busy}
        onClick={() => (other ? setAsking(true) : repeat())}
      >
        <IconRefresh size={18} aria-hidden="true" />
        {t('repeat')}
      </button>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('repeatWhere.title', { number: order.contractNumber })}
        actions={
          <>
            <button type="button" className={controls.button} disabled={busy} onClick={repeat}>
              {t('repeatWhere.current', { number: current?.contractNumber })}
            </button>
            {own?.contractState === 'in_force' && (
              <button
                type="button"
                className={`${controls.button} ${controls.primary}`}
                disabled={busy}
                onClick={repeatUnderItsContract}
              >
                {t('repeatWhere.own', { number: order.contractNumber })}
              </button>
            )}
          </>
        }
      >
        <p>{t(own?.contractState === 'in_force' ? 'repeatWhere.text' : 'repeatWhere.ended')}</p>
      </Dialog>
      {repeating.data && <RepeatReport made={repeating.data} onClose={repeating.reset} />}
    </>
  )
}

function Cancel({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const cancel = useMutation({
    mutationFn: () =>
      call(cancelOrder, { params: { orderId: order.id }, body: { reason: reason.trim() || null } }),
    onSuccess: () => {
      setAsking(false)
      toastDone(t('cancelled', { number: order.number }))
    },
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  })
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${controls.danger}`}
        onClick={() => setAsking(true)}
      >
        {t('cancelOwn')}
      </button>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('cancelTitle', { number: order.number })}
        actions={
          <>
            <button type="button" className={controls.button} onClick={() => setAsking(false)}>
              {t('keep')}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.danger}`}
              disabled={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              {t('cancelOwn')}
            </button>
          </>
        }
      >
        <label className={controls.field}>
          <span className={controls.label}>{t('cancelReason')}</span>
          <textarea
            className={controls.input}
            rows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <span className={controls.hint}>{t('cancelHint')}</span>
        </label>
      </Dialog>
    </>
  )
}
