import type { ProductDocument } from '@portal/api/product-media.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import './texts.ts'

const tones: Record<NonNullable<ProductDocument['state']>, Tone> = {
  valid: 'neutral',
  expiring: 'warning',
  expired: 'danger',
  not_yet: 'neutral',
}

/** To the office: until when a certificate is valid, and that somebody has to see to a new one. */
export function Validity({ document }: { document: ProductDocument }) {
  const { t } = useTranslation('product-media')
  const format = useFormat()
  const { state, validFrom, validThrough } = document
  if (state === null) return null
  const date = format.date(state === 'not_yet' ? validFrom : validThrough)
  return (
    <Badge tone={tones[state]}>
      {validThrough === null && state === 'valid' ? t('state.endless') : t(`state.${state}`, { date })}
    </Badge>
  )
}
