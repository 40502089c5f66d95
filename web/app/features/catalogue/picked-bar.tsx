import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { sumOf } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { StickyBar } from '../../ui/sticky-bar.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { useAddRows, type Target } from '../offer/add-rows.ts'
import { CartButton } from '../offer/cart-button.tsx'
import { Estimate } from '../offer/estimate.tsx'
import { estimateLine, estimateTotal, unitOf } from '../offer/units.ts'
import type { Picks } from './picks.ts'
import styles from './picked-bar.module.css'
import './texts.ts'

/** While anything is ticked: lines, quantity, sum, and into which cart. */
export function PickedBar({ picks, here }: { picks: Picks; here: ReadonlySet<string> }) {
  const { t } = useTranslation(['catalogue', 'offer'])
  const format = useFormat()
  const navigate = useNavigate()
  const adding = useAddRows()
  const { ticked } = picks
  if (ticked.length === 0) return null
  const names = new Set(ticked.map(({ item, packagingId }) => unitOf(item, packagingId)?.name))
  const elsewhere = ticked.filter(({ item }) => !here.has(item.productId)).length
  const total = estimateTotal(
    ticked.map(({ item, packagingId, quantity }) => estimateLine(item, packagingId, quantity ?? '0')),
  )

  function add(target: Target) {
    adding.mutate(
      { rows: picks.rows, target },
      {
        onSuccess: ({ cart, rows }) => {
          picks.settle(rows)
          const count = rows.filter(({ outcome }) => outcome !== 'refused').length
          if (count > 0)
            toastDone(t('offer:add.done', { count, cart: cart.name }), {
              label: t('offer:add.open'),
              run: () => void navigate(`/carts/${cart.id}`),
            })
        },
      },
    )
  }
  return (
    <StickyBar
      label={t('picked.label')}
      actions={
        <>
          <button type="button" className={`${controls.button} ${controls.quiet}`} onClick={picks.clear}>
            {t('picked.clear')}
          </button>
          <CartButton onChoose={add} busy={adding.isPending} />
        </>
      }
    >
      <b>{t('picked.lines', { count: ticked.length, formatted: format.number(ticked.length) })}</b>
      {names.size === 1 && (
        <span>
          {t('picked.pieces', {
            quantity: format.number(sumOf(ticked.map(({ quantity }) => quantity ?? '0'))),
            unit: [...names][0],
          })}
        </span>
      )}
      {total && (
        <b className={styles.sum}>
          <Estimate value={total} />
        </b>
      )}
      {elsewhere > 0 && <span className={styles.soft}>{t('picked.elsewhere', { count: elsewhere })}</span>}
    </StickyBar>
  )
}
