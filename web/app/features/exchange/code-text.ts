import { useTranslation } from 'react-i18next'
import ru from '../../locales/ru/exchange.json'
import './texts.ts'

const has = <T extends object>(texts: T, key: string): key is keyof T & string => Object.hasOwn(texts, key)

/** Words for what the server names by codes; a code that a newer server brings is shown as it is. */
export function useCodeText() {
  const { t } = useTranslation('exchange')
  return {
    kind: (kind: string): string => (has(ru.kind, kind) ? t(`kind.${kind}`) : kind),
    missing: (kind: string): string => (has(ru.missingKind, kind) ? t(`missingKind.${kind}`) : kind),
    reason: (code: string, params: Record<string, string> | null): string =>
      has(ru.code, code) ? t(`code.${code}`, { replace: params ?? {} }) : code,
  }
}
