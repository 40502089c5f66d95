import type { ProductCard } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { fitQuantity, lineSum } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { QuantityInput } from '../../ui/quantity-input.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { useAddRows, type Target } from '../offer/add-rows.ts'
import { CartButton } from '../offer/cart-button.tsx'
import { OutcomeNote } from '../offer/outcome-note.tsx'
import { leastIn, rulesIn } from '../offer/units.ts'
import { useVatText } from '../offer/use-vat-text.ts'
import { BoughtBefore } from './bought-before.tsx'
import { Contracted } from './contracted.tsx'
import { priceRows, rowFor } from './price-rows.ts'
import { PriceTable } from './price-table.tsx'
import { QuantityLimits } from './quantity-limits.tsx'
import styles from './buy-block.module.css'
import { WhyPrice } from './why-price.tsx'
import './texts.ts'

/** What it costs this buyer, in which units, and into which cart. */
export function BuyBlock({ product }: { product: ProductCard }) {
  const { t } = useTranslation(['product', 'offer', 'common'])
  const format = useFormat()
  const vatText = useVatText()
  const navigate = useNavigate()
  const seesPrices = usePermission('prices.view')
  const orders = usePermission('carts.edit')
  const adding = useAddRows()
  const [packagingId, setPackagingId] = useState(baseUnit)
  const [quantity, setQuantity] = useState<string | null>(() => leastIn(product, baseUnit))
  const rows = priceRows(product)
  const row = rowFor(rows, packagingId, quantity)
  const outcome = adding.data?.rows[0]

  function chooseUnit(next: string) {
    setPackagingId(next)
    setQuantity(leastIn(product, next))
    adding.reset()
  }
  function add(target: Target) {
    adding.mutate(
      { rows: [{ productId: product.productId, packagingId, quantity: quantity ?? '' }], target },
      {
        onSuccess: ({ cart, rows: added }) => {
          if (added[0]?.outcome !== 'refused')
            toastDone(t('offer:add.done', { count: 1, cart: cart.name }), {
              label: t('offer:add.open'),
              run: () => void navigate(`/carts/${cart.id}`),
            })
        },
      },
    )
  }
  // somebody who neither buys nor sees prices still wants to know when it was bought
  const bare = !seesPrices && !orders
  return (
    <section className={bare ? styles.bare : styles.block} aria-label={t('buying')}>
      {seesPrices && (
        <div className={styles.price}>
          {row ? (
            <>
              <span className={styles.own}>
                <MoneyText value={row.price} />
                <span className={styles.per}>/ {row.unit.name}</span>
              </span>
              {packagingId === baseUnit && product.price?.basePrice && (
                <s className={styles.base}>
                  <span className="visually-hidden">{t('common:price.base')} </span>
                  {format.money(product.price.basePrice)}
                </s>
              )}
              <span className={styles.vat}>
                {vatText({ includesVat: product.price?.includesVat ?? true, rate: product.vatRate })}
              </span>
              <WhyPrice slug={product.slug} packagingId={packagingId} quantity={quantity} />
            </>
          ) : (
            <span className={styles.own}>{t('onRequest')}</span>
          )}
          {!row && <p className={styles.hint}>{t('onRequestText')}</p>}
        </div>
      )}
      {rows.length > 1 && <PriceTable rows={rows} current={row} />}
      {product.contracted && <Contracted contracted={product.contracted} />}
      {orders && !product.onRequest && (
        <div className={styles.order}>
          {product.units.length > 1 && (
            <div className={styles.units} role="group" aria-label={t('offer:unit')}>
              {product.units.map((each, index) => (
                <button
                  key={each.packagingId}
                  type="button"
                  className={styles.unit}
                  aria-pressed={each.packagingId === packagingId}
                  onClick={() => chooseUnit(each.packagingId)}
                >
                  {each.name}
                  {index > 0 && (
                    <span className={styles.factor}>
                      {format.number(each.factor)} {product.units[0]?.name}
                    </span>
                  )}
                </button>
              ))}
            </div>
          )}
          <div className={styles.line}>
            <QuantityInput
              {...rulesIn(product, packagingId)}
              value={quantity}
              label={t('offer:quantityOf', { name: product.article ?? product.name })}
              onChange={setQuantity}
            />
            {row && quantity !== null && Number(quantity) > 0 && (
              <span className={styles.sum}>
                <MoneyText value={lineSum(row.price, fitQuantity(quantity, rulesIn(product, packagingId)))} />
              </span>
            )}
          </div>
          <QuantityLimits product={product} packagingId={packagingId} quantity={quantity} />
          <CartButton
            onChoose={add}
            busy={adding.isPending}
            disabled={quantity === null || Number(quantity) === 0}
          />
          {outcome && <OutcomeNote row={outcome} />}
          {product.inCart !== null && (
            <span className={styles.inCart}>
              {t('offer:inCart', {
                quantity: `${format.number(product.inCart)} ${product.units[0]?.name ?? ''}`,
              })}
            </span>
          )}
        </div>
      )}
      <BoughtBefore
        productId={product.productId}
        {...(orders && !product.onRequest
          ? {
              onUsual: (usual) => {
                setPackagingId(usual.packagingId)
                setQuantity(fitQuantity(usual.quantity, rulesIn(product, usual.packagingId)))
                adding.reset()
              },
            }
          : {})}
        knows={(id) => product.units.some((each) => each.packagingId === id)}
      />
    </section>
  )
}
