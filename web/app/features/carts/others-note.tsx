import type { Cart } from '@portal/api/carts.ts'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './carts.module.css'
import './texts.ts'

const recently = 15 * 60_000

/** Somebody else of the company has changed the cart a moment ago: both see the same lines, and both should know. */
export function OthersNote({ cart }: { cart: Pick<Cart, 'updatedByMe' | 'updatedByName' | 'updatedAt'> }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const tell = () => setNow(Date.now())
    tell()
    const timer = setInterval(tell, 30_000)
    return () => clearInterval(timer)
  }, [])
  if (cart.updatedByMe || now === null || now - Date.parse(cart.updatedAt) > recently) return null
  return (
    <p className={styles.notice} role="status">
      {t('othersEdit', { name: cart.updatedByName, ago: format.ago(cart.updatedAt, now) })}
    </p>
  )
}
