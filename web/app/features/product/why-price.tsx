import { Popover } from '@mantine/core'
import { explainOwnPrice } from '@portal/api/price-explanations.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLost } from '../../lib/is-lost.ts'
import { queryFor } from '../../lib/api.ts'
import { stepKey, useStepValues } from '../../lib/price-step.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import styles from './buy-block.module.css'
import './texts.ts'

/** "Why this price": the steps that counted, asked for when somebody wants to know. */
export function WhyPrice(props: { slug: string; packagingId: string; quantity: string | null }) {
  const { t } = useTranslation('product')
  const [open, setOpen] = useState(false)
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width={340}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.why}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          // until the explanation has taken the focus
          onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
        >
          {t('why.button')}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('why.button')}>
        <Steps {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Steps({
  slug,
  packagingId,
  quantity,
}: {
  slug: string
  packagingId: string
  quantity: string | null
}) {
  const { t } = useTranslation('product')
  const values = useStepValues()
  const explained = useQuery(
    queryFor(explainOwnPrice, {
      params: { slug },
      query: { packagingId, ...(quantity !== null && Number(quantity) > 0 ? { quantity } : {}) },
    }),
  )
  if (isLost(explained))
    return <ErrorState error={explained.error} onRetry={() => void explained.refetch()} />
  if (!explained.data) return <Skeleton lines={3} height={24} />
  return (
    <>
      <p className={styles.contract}>{t('why.contract', { number: explained.data.contractNumber })}</p>
      <ol className={styles.steps}>
        {explained.data.steps.map((step) => (
          <li key={step.kind}>
            <span>{t(`why.${stepKey(step)}`, values(step))}</span>
            <MoneyText value={step.price} />
          </li>
        ))}
      </ol>
    </>
  )
}
