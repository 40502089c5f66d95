import { addDays } from '../calendar.ts'
import type { DateText, DemoCertificate } from '../demo-data.ts'
import { hash32, drawFor } from '../random.ts'
import { brands } from './brands.ts'
import { lines } from './lines.ts'
import type { ProductLine } from './product-line.ts'

type Papers = NonNullable<ProductLine['papers']>

const laboratory = 'ОС «Эталон-Тест»'

const papers: Record<Papers, Pick<DemoCertificate, 'kind' | 'name' | 'issuer'> & { prefix: string }> = {
  metal: {
    kind: 'quality',
    issuer: 'ОТК изготовителя',
    prefix: 'ПК',
    name: { ru: 'Паспорт качества на крепёжные изделия', en: 'Quality passport for fasteners' },
  },
  tools: {
    kind: 'declaration',
    issuer: laboratory,
    prefix: 'ЕАЭС N RU Д-RU.РА01.В.',
    name: { ru: 'Декларация соответствия ТР ТС 010/2011', en: 'Declaration of conformity TR CU 010/2011' },
  },
  cable: {
    kind: 'fire',
    issuer: 'ОС «Пожтест-Демо»',
    prefix: 'РОСС RU.С.ЮАБ8.',
    name: { ru: 'Сертификат пожарной безопасности на кабель', en: 'Fire safety certificate for cable' },
  },
  electric: {
    kind: 'certificate',
    issuer: laboratory,
    prefix: 'ЕАЭС RU С-RU.АБ53.В.',
    name: { ru: 'Сертификат соответствия ТР ТС 004/2011', en: 'Certificate of conformity TR CU 004/2011' },
  },
  light: {
    kind: 'certificate',
    issuer: laboratory,
    prefix: 'ЕАЭС RU С-RU.НВ27.В.',
    name: { ru: 'Сертификат соответствия ТР ТС 020/2011', en: 'Certificate of conformity TR CU 020/2011' },
  },
  chemistry: {
    kind: 'registration',
    issuer: 'Управление санитарного надзора',
    prefix: 'RU.77.01.34.015.Е.',
    name: { ru: 'Свидетельство о государственной регистрации', en: 'Certificate of state registration' },
  },
  protection: {
    kind: 'certificate',
    issuer: laboratory,
    prefix: 'ЕАЭС RU С-RU.ПБ16.В.',
    name: { ru: 'Сертификат соответствия ТР ТС 019/2011', en: 'Certificate of conformity TR CU 019/2011' },
  },
}

/** One paper for each kind of goods and brand; one has just run out and one is about to. */
export function certificates(today: DateText): DemoCertificate[] {
  const named = new Set(
    lines.flatMap((line) =>
      line.papers
        ? [...line.brands.small, ...line.brands.more].map((brand) => `${line.papers!}:${brand}`)
        : [],
    ),
  )
  return [...named].sort().map((key) => {
    const [kind, brandKey] = key.split(':') as [Papers, string]
    const paper = papers[kind]
    const brand = brands.find((one) => one.key === brandKey)!
    const years = paper.kind === 'quality' ? 2 : 4
    const left =
      key === 'tools:kedrach'
        ? -38
        : key === 'chemistry:germetix'
          ? 19
          : 90 + Math.round(drawFor(`paper:${key}`) * 365 * (years - 1))
    const validTo = addDays(today, left)
    return {
      key,
      kind: paper.kind,
      issuer: paper.issuer,
      number: `${paper.prefix}${String(10_000 + (hash32(key) % 90_000))}`,
      name: { ru: `${paper.name.ru}, ${brand.name}`, en: `${paper.name.en}, ${brand.latin}` },
      validFrom: addDays(validTo, -365 * years),
      validTo,
    }
  })
}
