import type { OfferedDocument } from '@portal/api/product-media.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import './texts.ts'

type Words = Pick<
  OfferedDocument,
  'kind' | 'title' | 'certificateKind' | 'number' | 'issuer' | 'language' | 'format' | 'size' | 'host'
>

/** What a document is called, and what is told of it in one line. */
export function useDocumentWords(): { nameOf(document: Words): string; factsOf(document: Words): string } {
  const { t, i18n } = useTranslation('product-media')
  const format = useFormat()
  const kindOf = ({ kind, certificateKind }: Words) =>
    certificateKind && certificateKind !== 'other'
      ? t(`certificateKind.${certificateKind}`)
      : t(`kind.${kind}`)
  return {
    nameOf: (document) => document.title ?? kindOf(document),
    factsOf: (document) =>
      [
        document.number && t('number', { number: document.number }),
        document.issuer,
        document.language &&
          new Intl.DisplayNames([i18n.language], { type: 'language' }).of(document.language),
        document.format && [document.format, format.bytes(document.size)].filter(Boolean).join(', '),
        document.host,
      ]
        .filter(Boolean)
        .join(' · '),
  }
}
