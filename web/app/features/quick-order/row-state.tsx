import type { OfferItem } from '@portal/api/offer.ts'
import type { OtherContract, ResolvedRow, RowOutcome } from '@portal/api/matching.ts'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { useReasonText } from '../offer/reason-text.ts'
import styles from './quick-order.module.css'
import './texts.ts'

const tones: Record<RowOutcome, Tone> = {
  found: 'good',
  changed: 'warning',
  analog: 'accent',
  ambiguous: 'warning',
  suspect_article: 'warning',
  duplicate: 'neutral',
  not_available: 'danger',
  not_found: 'danger',
  bad_quantity: 'danger',
}

export type Judged = Pick<ResolvedRow, 'outcome' | 'reasons' | 'otherContracts'>

/** Rows that a cart takes as they are. */
export const isUsable = (row: Pick<ResolvedRow, 'outcome' | 'item' | 'quantity'>) =>
  (row.outcome === 'found' || row.outcome === 'changed') && row.item !== null && row.quantity !== null

/** Why a row is not simply found, in one line of words. */
export function useWhy(): (row: Judged) => string {
  const { t } = useTranslation('quick-order')
  const reasonText = useReasonText()
  return ({ reasons, otherContracts }) =>
    [
      // the candidates beside it say what it looks like
      ...reasons.map((reason) => (reason.code === 'looks_like' ? t('looksLike') : reasonText(reason))),
      ...otherContracts.map((other) =>
        t('otherContract', { number: other.number, seller: other.sellerName }),
      ),
    ].join(', ')
}

/** What a row is to the portal: a word, and why. `offered` = something that its words may mean stands beside it. */
export function RowState({ row, offered = false }: { row: Judged; offered?: boolean }) {
  const { t } = useTranslation('quick-order')
  // the buttons beside it name the other contracts
  const why = useWhy()({ ...row, otherContracts: [] })
  const outcome = offered ? 'ambiguous' : row.outcome
  return (
    <span className={styles.state}>
      <Badge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Badge>
      {why && <span className={styles.why}>{why}</span>}
    </span>
  )
}

/** The products that may be meant, each a press away: by the article, else by the words. */
export function Candidates({
  byArticle,
  byWords,
  disabled = false,
  byKeys = false,
  onChoose,
}: {
  byArticle: readonly OfferItem[]
  byWords: readonly OfferItem[]
  disabled?: boolean
  /** Alt and a digit choose too, which is said */
  byKeys?: boolean
  onChoose: (item: OfferItem) => void
}) {
  const { t } = useTranslation('quick-order')
  const items = byArticle.length > 0 ? byArticle : byWords
  if (items.length === 0) return null
  return (
    <span className={styles.candidates}>
      {byArticle.length === 0 && <span className={styles.soft}>{t('byWords')}</span>}
      {items.map((item, index) => (
        <button
          key={item.productId}
          type="button"
          className={styles.candidate}
          disabled={disabled}
          title={item.name}
          aria-keyshortcuts={byKeys && index < 9 ? `Alt+${index + 1}` : undefined}
          onClick={() => onChoose(item)}
        >
          <span className="visually-hidden">{t('choose')} </span>
          {byKeys && index < 9 && (
            <kbd className={styles.key} aria-hidden="true">
              Alt+{index + 1}
            </kbd>
          )}
          <code>{item.article}</code>
          <span>{[item.brand, item.name].filter(Boolean).join(' · ')}</span>
        </button>
      ))}
    </span>
  )
}

/** The contracts of the company that offer the product: a press puts the row into the cart under that one. */
export function OtherContracts({
  contracts,
  disabled = false,
  onChoose,
}: {
  contracts: readonly OtherContract[]
  disabled?: boolean
  onChoose: (contract: OtherContract) => void
}) {
  const { t } = useTranslation('quick-order')
  if (contracts.length === 0) return null
  return (
    <span className={styles.candidates}>
      {contracts.map((contract) => (
        <button
          key={`${contract.contractId} ${contract.productId}`}
          type="button"
          className={styles.candidate}
          disabled={disabled}
          title={contract.sellerName}
          onClick={() => onChoose(contract)}
        >
          {t('takeUnder', { number: contract.number })}
        </button>
      ))}
    </span>
  )
}
