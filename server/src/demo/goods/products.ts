import { addDays } from '../calendar.ts'
import type { Bilingual, DateText, DemoFamily, DemoPackaging, DemoProduct } from '../demo-data.ts'
import { ean13 } from '../check-digits.ts'
import { canonicalPicture } from '../pictures/picture.ts'
import { drawFor } from '../random.ts'
import { seriesOfBrands } from './assortment.ts'
import type { Combination, LineAssortment, Share } from './assortment.ts'
import { attributeOf, wordOf } from './attributes.ts'
import { isPowerTool } from './manuals.ts'
import { leavesUnder } from './categories.ts'
import type { ProductLine, Values } from './product-line.ts'

const digits = (n: number, width: number): string => String(n).padStart(width, '0')
const decimal = (n: number, places: number): string => String(Number(n.toFixed(places)))
/** What the second legal entity trades; all else is the first one's. */
const ofToolsSeller = new Set(['measuring', 'painting', 'safety'].flatMap(leavesUnder))

export function productKey(line: ProductLine, combination: Combination, share: Share): string {
  return `${line.key}:${combination.index}:${share.brandNumber}${share.series}`
}

/** Whole assortment, line by line; nothing is kept between two products. */
export function* productsOf(plan: LineAssortment[], today: DateText): Generator<DemoProduct> {
  for (const entry of plan) {
    const members = familySizes(entry)
    for (const share of entry.shares) {
      for (const combination of entry.combinations.slice(0, share.count)) {
        yield productOf(entry, combination, share, members, today)
      }
    }
  }
}

/** The families that have at least two members. */
export function* familiesOf(plan: LineAssortment[]): Generator<DemoFamily> {
  for (const entry of plan) {
    const members = familySizes(entry)
    const told = new Set<string>()
    for (const share of entry.shares) {
      for (const combination of entry.combinations.slice(0, share.count)) {
        const key = familyKey(entry.line, combination.values, share)
        if (key === null || told.has(key) || members.get(key)! < 2) continue
        told.add(key)
        yield {
          key,
          name: familyName(entry.line, combination.values, share),
          category: entry.line.category,
          axes: entry.line.family,
        }
      }
    }
  }
}

function productOf(
  entry: LineAssortment,
  combination: Combination,
  share: Share,
  familyMembers: Map<string, number>,
  today: DateText,
): DemoProduct {
  const { line, lineNumber } = entry
  const { values } = combination
  const key = productKey(line, combination, share)
  const weight = line.weight(values)
  const serial = `${digits(lineNumber, 3)}${digits(combination.index, 4)}${share.brandNumber}${share.series}`
  const packagings: DemoPackaging[] = line.packs(values).map(([unit, factor], i) => ({
    unit,
    factor,
    barcode: ean13(`46${8 - i}${serial}`),
    weightKg: decimal(weight * factor * 1.02 + 0.02, 4),
  }))
  const smallest = packagings[0]?.factor ?? 1
  const sale = line.sale ?? 'piece'
  const [minimum, step] =
    sale === 'pack' ? [smallest, smallest] : sale === 'piece' ? [1, 1] : [sale.minimum, sale.step]
  const family = familyKey(line, values, share)
  const inFamily = family !== null && familyMembers.get(family)! > 1
  const named = (language: 'ru' | 'en'): string => {
    const template = line.name[language === 'ru' ? 0 : 1]
    const brand = language === 'ru' ? share.brand.name : share.brand.latin
    const unnamed = share.brandNumber > 0 && !template.includes('{brand}')
    return [fill(template, values, brand, language), unnamed ? brand : '', seriesOfBrands[share.series]!.name]
      .filter(Boolean)
      .join(' ')
  }
  const age = drawFor(`age:${key}`)
  return {
    key,
    article: articleOf(entry, combination, share),
    name: { ru: named('ru'), en: named('en') },
    description: describe(line, values),
    category: line.category,
    seller: ofToolsSeller.has(line.category) ? 'kr-tools' : 'kr',
    brand: share.brand.key,
    countryCode: share.brand.countryCode,
    manufacturerCode: `${share.brand.key.slice(0, 3).toUpperCase()}${share.series || ''}-${digits(lineNumber, 3)}.${digits(combination.index, 4)}`,
    barcode: ean13(`469${serial}`),
    vatClass: line.reducedVat ? 'reduced' : 'base',
    baseUnit: line.unit ?? 'pcs',
    packagings,
    minimum: String(minimum),
    step: String(step),
    weightKg: decimal(weight, 6),
    volumeM3: decimal(weight / (line.density ?? 2600), 9),
    attributes: Object.fromEntries([
      ...Object.entries(line.fixed ?? {}).map(([k, v]) => [k, String(v)]),
      ...line.attributeKeys.map((k) => [k, String(values[k])]),
    ]),
    family: inFamily ? family : null,
    variantLabel: inFamily ? variantLabel(line, values) : null,
    manuals: isPowerTool(line) ? [`tools:${share.brand.key}`] : [],
    videos: isPowerTool(line) ? ['tools'] : [],
    certificates: line.papers ? [`${line.papers}:${share.brand.key}`] : [],
    pictures: line.picture(values).map((key) => canonicalPicture(key.replace('{brand}', share.brand.key))),
    // a twentieth of the range came in the last two months
    createdOn: addDays(today, -Math.round(age < 0.05 ? 5 + age * 1000 : 60 + age * 1500)),
    discontinued: combination.rarity > 0 && drawFor(`end:${key}`) < 0.04,
    rawPrice:
      line.price(values) *
      share.brand.dearness *
      seriesOfBrands[share.series]!.dearness *
      (0.985 + 0.03 * drawFor(`price:${line.key}:${combination.index}`)),
    popularity: (combination.rarity === 0 ? 1 : 0.35) * drawFor(`liking:${key}`) ** 2,
  }
}

/** The template's tokens, then whatever the template does not tell apart; other brands than the first add a mark. */
function articleOf(entry: LineAssortment, combination: Combination, share: Share): string {
  const { line } = entry
  const { values } = combination
  let article = `${digits(entry.lineNumber, 4)}${digits(combination.index, 4)}`
  if (line.article !== undefined) {
    const template = line.article
    article = template.replaceAll(/\{([a-z]+)(?::code)?\}/g, (_, key: string) => codeOf(values[key]!))
    for (const key of line.attributeKeys) {
      const usual = line.axes[key]!.common[0]
      if (!template.includes(`{${key}`) && values[key] !== usual) article += `-${codeOf(values[key]!)}`
    }
  }
  if (share.brandNumber > 0) article += `-${share.brand.code}`
  return share.series > 0 ? `${article}-${seriesOfBrands[share.series]!.name.toUpperCase()}` : article
}

const codes: Record<string, string> = Object.fromEntries(
  `none БП, zn Ц, yz ЖЦ, hdg ГЦ, black ЧРН, white БЕЛ, yellow-green ЖЗ, blue СИН, red КРС, yellow ЖЛТ,
  green ЗЕЛ, grey СЕР, orange ОРЖ, clear ПРЗ, graphite ГРФ, cream КРМ, winter ЗИМ, summer ЛЕТ, all ВС,
  aluminium АЛ, copper М, tinned Л, nylon НЛ, polypropylene ПП, polyethylene ПЭ, plastic ПЛ, steel СТ,
  pvc ПВХ, hdpe ПНД, flat ГЛ, notched ЗУБ, metal М, stone К, wood Д, concrete Б, brick К, board ГК,
  natural Н, synthetic И, latex ЛАТ, nitrile НИТ, split СПЛ, cotton ХБ`
    .split(/,\s+/)
    .map((pair) => pair.split(' ') as [string, string]),
)
const codeOf = (value: number | string): string =>
  codes[value] ?? String(value).replace(/^ral/, '').toUpperCase()

function fill(template: string, values: Values, brand: string, language: 'ru' | 'en'): string {
  return template.replaceAll(/\{([a-z]+)(?::(f|pl))?\}/g, (_, key: string, form?: 'f' | 'pl') => {
    if (key === 'brand') return brand
    const value = values[key]
    if (value === undefined)
      throw new Error(`template "${template}" names ${key}, which the line does not have`)
    const attribute = attributeOf(key)
    const isChoice = attribute.kind === 'choice' && attribute.choices.some((option) => option.key === value)
    const word = isChoice || attribute.kind === 'number' ? wordOf(key, value, language) : String(value)
    return form === undefined || language === 'en' ? word : agree(word, form)
  })
}

/** A Russian adjective in the feminine or the plural; a noun stays as it is. */
function agree(adjective: string, form: 'f' | 'pl'): string {
  return form === 'f'
    ? adjective.replace(/ый$/, 'ая').replace(/ий$/, 'яя')
    : adjective.replace(/ый$/, 'ые').replace(/ий$/, 'ие')
}

function describe(line: ProductLine, values: Values): Bilingual {
  const told = (language: 'ru' | 'en'): string =>
    line.attributeKeys
      .map((key) => {
        const { name, unit, choices } = attributeOf(key)
        const value =
          choices.find((one) => one.key === values[key])?.name[language] ??
          wordOf(key, values[key]!, language)
        return `${name[language].toLowerCase()} ${value}${unit ? ` ${unit[language]}` : ''}`
      })
      .join(', ')
  const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
  return {
    ru: `${line.about[0]} ${sentence(told('ru'))}.`,
    en: `${line.about[1]} ${sentence(told('en'))}.`,
  }
}

/** Members of a family differ only by the line's family axes; null when the line has no families. */
function familyKey(line: ProductLine, values: Values, share: Share): string | null {
  if (line.family.length === 0) return null
  const fixed = line.attributeKeys.filter((key) => !line.family.includes(key)).map((key) => values[key])
  return [line.key, `${share.brandNumber}${share.series}`, ...fixed].join(':')
}

function familySizes(entry: LineAssortment): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const share of entry.shares) {
    for (const combination of entry.combinations.slice(0, share.count)) {
      const key = familyKey(entry.line, combination.values, share)
      if (key !== null) sizes.set(key, (sizes.get(key) ?? 0) + 1)
    }
  }
  return sizes
}

function variantLabel(line: ProductLine, values: Values): Bilingual {
  const told = (language: 'ru' | 'en'): string =>
    line.family.map((key) => wordOf(key, values[key]!, language)).join(' × ')
  return { ru: told('ru'), en: told('en') }
}

function familyName(line: ProductLine, values: Values, share: Share): Bilingual {
  const told = (language: 'ru' | 'en'): string => {
    const head = line.name[language === 'ru' ? 0 : 1].split(/\s*[^\s{}]*\{/)[0]!.replace(/,$/, '')
    const rest = line.attributeKeys
      .filter((key) => !line.family.includes(key))
      .map((key) => {
        const { unit } = attributeOf(key)
        return `${wordOf(key, values[key]!, language)}${unit ? ` ${unit[language]}` : ''}`
      })
    const brand = language === 'ru' ? share.brand.name : share.brand.latin
    return [head, ...rest, brand, seriesOfBrands[share.series]!.name].filter(Boolean).join(' ')
  }
  return { ru: told('ru'), en: told('en') }
}
