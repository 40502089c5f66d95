import { Menu } from '@mantine/core'
import { IconChevronDown, IconShoppingCartPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { useCarts, type Target } from './add-rows.ts'
import styles from './cart-button.module.css'
import { NewCartDialog } from './new-cart-dialog.tsx'
import './texts.ts'

/** "Into cart ▾": the button takes the cart changed last, the arrow lets one choose another or start a new one. */
export function CartButton({
  onChoose,
  disabled = false,
  busy = false,
  label,
}: {
  onChoose: (target: Target) => void
  disabled?: boolean
  busy?: boolean
  label?: string
}) {
  const { t } = useTranslation('offer')
  const format = useFormat()
  const carts = useCarts()
  const [naming, setNaming] = useState(false)
  return (
    <span className={styles.split}>
      <button
        type="button"
        className={`${controls.button} ${controls.primary}`}
        disabled={disabled || busy}
        aria-busy={busy}
        // the second click of a double click is no second helping, however soon the first was answered
        onClick={(event) => event.detail < 2 && onChoose('last')}
      >
        <IconShoppingCartPlus size={18} aria-hidden="true" />
        {label ?? t('add.button')}
      </button>
      <Menu position="top-end" width={280} shadow="md">
        <Menu.Target>
          <button
            type="button"
            className={`${controls.button} ${controls.primary} ${styles.arrow}`}
            disabled={disabled || busy}
            aria-label={t('add.choose')}
          >
            <IconChevronDown size={16} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={styles.menu}>
          <Menu.Label>{t('add.into')}</Menu.Label>
          {carts.map((cart) => (
            <Menu.Item
              key={cart.id}
              onClick={() => onChoose({ cartId: cart.id })}
              rightSection={<span className={styles.count}>{format.number(cart.lineCount)}</span>}
            >
              {cart.name}
            </Menu.Item>
          ))}
          {carts.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setNaming(true)}>{t('add.newCart')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NewCartDialog
        opened={naming}
        submit={t('add.create')}
        onClose={() => setNaming(false)}
        onName={(name) => {
          setNaming(false)
          onChoose({ name })
        }}
      />
    </span>
  )
}
