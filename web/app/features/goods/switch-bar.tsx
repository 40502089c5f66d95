import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { StickyBar } from '../../ui/sticky-bar.tsx'
import './texts.ts'
import { useSwitchProducts, type ProductSwitch } from './use-switch-products.ts'

const switches = [
  ['switchOn', { active: true }],
  ['switchOff', { active: false }],
  ['show', { public: true }],
  ['hide', { public: false }],
] as const satisfies [string, ProductSwitch][]

/** What to do with the ticked goods. */
export function SwitchBar({ productIds, onDone }: { productIds: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  const change = useSwitchProducts()
  const chosen = t('chosen', { count: productIds.length, value: format.number(productIds.length) })
  return (
    <StickyBar
      label={chosen}
      actions={
        <>
          <button type="button" className={`${controls.button} ${controls.quiet}`} onClick={onDone}>
            {t('clear')}
          </button>
          {switches.map(([label, to]) => (
            <button
              key={label}
              type="button"
              className={controls.button}
              disabled={change.isPending}
              onClick={() => change.mutate({ productIds, to }, { onSuccess: onDone })}
            >
              {t(label)}
            </button>
          ))}
        </>
      }
    >
      <b>{chosen}</b>
    </StickyBar>
  )
}
