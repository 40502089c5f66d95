/** What an INN, KPP and OGRN must look like: pure rules that the server enforces and a form tells at the field. */

const weighted = (digits: string, weights: readonly number[]): number =>
  (weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11) % 10

// Source: the check digits that 1C computes for counterparties
const ofTen = [2, 4, 10, 3, 5, 9, 4, 6, 8]
const eleventh = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
const twelfth = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

/** Is it an INN of a legal entity (10 digits) or of a person (12) with right check digits? */
export function isInn(inn: string): boolean {
  if (/^\d{10}$/.test(inn)) return weighted(inn, ofTen) === Number(inn[9])
  if (/^\d{12}$/.test(inn))
    return weighted(inn, eleventh) === Number(inn[10]) && weighted(inn, twelfth) === Number(inn[11])
  return false
}

/** A KPP has a form but no check digit. */
export function isKpp(kpp: string): boolean {
  return /^\d{4}[0-9A-Z]{2}\d{3}$/.test(kpp)
}

/** Is it an OGRN (13 digits) or an OGRNIP (15) with a right check digit? */
export function isOgrn(ogrn: string): boolean {
  if (!/^(\d{13}|\d{15})$/.test(ogrn)) return false
  const head = BigInt(ogrn.slice(0, -1))
  return (head % (ogrn.length === 13 ? 11n : 13n)) % 10n === BigInt(ogrn.slice(-1))
}

export type CompanyKind = 'legal' | 'entrepreneur' | 'foreign'

export interface Requisites {
  kind: CompanyKind
  inn: string
  kpp: string | null
  ogrn: string | null
}

/** What kind of company an INN belongs to, by its length. */
export function kindOfInn(inn: string): CompanyKind {
  return inn.length === 12 ? 'entrepreneur' : 'legal'
}

/** Which of the numbers cannot be, the most telling first; a foreign company's numbers are not ours to judge. */
export function wrongRequisites({ kind, inn, kpp, ogrn }: Requisites): ('inn' | 'kpp' | 'ogrn')[] {
  if (kind === 'foreign') return inn === '' ? ['inn'] : []
  const digits = kind === 'legal' ? { inn: 10, ogrn: 13 } : { inn: 12, ogrn: 15 }
  const wrong = {
    inn: inn.length !== digits.inn || !isInn(inn),
    // an entrepreneur is registered for tax as a person, so he has no KPP
    kpp: kpp !== null && (kind === 'entrepreneur' || !isKpp(kpp)),
    ogrn: ogrn !== null && (ogrn.length !== digits.ogrn || !isOgrn(ogrn)),
  }
  return (['inn', 'kpp', 'ogrn'] as const).filter((number) => wrong[number])
}
