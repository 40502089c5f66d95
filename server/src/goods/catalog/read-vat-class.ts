import type { VatClass } from '@portal/api/vat-rates.ts'

const classes: readonly [VatClass, RegExp][] = [
  ['none', /^(без|нет|none|no|exempt|without)( ?(ндс|vat))?$/],
  ['zero', /^(0|нулевая|ноль|zero)$/],
  ['reduced', /^(10|пониженная|льготная|reduced)$/],
  // the rate of the base class has been all of these
  ['base', /^(22|20|18|основная|обычная|общая|base|standard)$/],
]

/**
 * A pasted row of "article[; class]": the class in words (`пониженная`, `без НДС`, `reduced`) or as its rate (`10 %`, `НДС 22`),
 * and the usual one where the row names none.
 */
export function readVatClass(
  text: string,
  usual: VatClass,
): { article: string; vatClass: VatClass } | 'empty' | 'class_unreadable' {
  const [article = '', said = ''] = text.split(/[;\t]/).map((part) => part.trim())
  if (article === '') return 'empty'
  const word = said
    .toLowerCase()
    .replace(/[%\u00a0]/g, ' ')
    .replace(/^(ндс|vat)\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (word === '') return { article, vatClass: usual }
  const found = classes.find(([, pattern]) => pattern.test(word))
  return found ? { article, vatClass: found[0] } : 'class_unreadable'
}
