import type { Language } from '@portal/api/primitives.ts'
import { dateIn } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import type { PersonTerms } from '#src/terms/contexts/public.ts'
import { dayIn } from './columns.ts'
import type { FileConditions } from './columns.ts'
import type { ReadSettings } from './settings.ts'
import { vatWords, wordsOf } from './words.ts'

/** What holds for the whole file: currency, VAT as its seller pays it, language. */
export async function fileConditions(
  db: Db,
  { terms }: Pick<PersonTerms, 'terms'>,
  settings: ReadSettings,
  publicUrl: string,
): Promise<FileConditions> {
  const { vat_regime, vat_terms } = await db
    .selectFrom('contracts.contracts as c')
    .innerJoin('sellers.sellers as s', 's.id', 'c.seller_id')
    .select(['s.vat_regime', 'c.vat_terms'])
    .where('c.id', '=', terms.contractId)
    .executeTakeFirstOrThrow()
  const included = settings.vatIncluded ? 'included' : 'excluded'
  return {
    language: settings.language,
    currency: terms.currency,
    vat: vat_regime === 'exempt' ? 'none' : vat_terms === 'export' ? 'zero' : included,
    publicUrl,
  }
}

/** What a file says of itself, line by line: the time, the contract, currency and VAT, until when. */
export function statementOf(
  owner: Pick<PersonTerms, 'terms' | 'contractNumber' | 'sellerName'>,
  settings: ReadSettings,
  conditions: FileConditions,
  now: Date,
): string[] {
  const { language } = conditions
  const words = wordsOf[language]
  const lines = [words.madeAt(momentIn(now, language, owner.terms.timeZone))]
  if (settings.namesContract) lines.push(words.contract(owner.contractNumber, owner.sellerName))
  lines.push(words.prices(conditions.currency, vatWords[language][conditions.vat], conditions.vat))
  if (settings.validDays !== null) {
    const last = new Date(now.getTime() + (settings.validDays - 1) * 86_400_000)
    lines.push(words.validUntil(dayIn(dateIn(last, owner.terms.timeZone), language)))
  }
  return lines
}

export function titleOf(settings: ReadSettings): string {
  return settings.title ?? wordsOf[settings.language].defaultTitle
}

function momentIn(now: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(now)
}
