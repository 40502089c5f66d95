import type { ColumnRole } from '@portal/api/feeds.ts'

/** A header's text as it is compared: no case, no spaces, no points, `ё` as `е`. */
export function plainHeader(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s.:*_\-–—"'«»()]/g, '')
}

/** Russian, Ukrainian and English words over columns, the surest first: the first that fits says the role. */
const words: readonly [ColumnRole, RegExp][] = [
  ['externalId', /^(уникальныйидентификатор|идентификатор|guid|uuid|offerid|id$|ид$)/],
  ['categoryPath', /^categorypath$/],
  ['attributes', /^params?$/],
  ['pictures', /^(pictures?|картинк|фото|изображени)/],
  ['currency', /^(валюта|currency)/],
  ['barcode', /(штрихкод|^ean(13|8)?$|^barcode|^gtin|^шк$)/],
  [
    'manufacturerCode',
    /^(кодпроизводител|артикулпроизводител|каталожный|oem|mpn|partn(o|umber)|номердетали|manufacturercode)/,
  ],
  ['article', /(артикул|^арт$|^sku|^article|^vendorcode|^itemn(o|umber)|^itemcode)/],
  ['article', /^(код(товара|номенклатуры|тмц|поставщика|1с)?$|номенклатурныйномер|code$)/],
  ['country', /^(страна|країна|country)/],
  [
    'pack',
    /(вупаковке|^вуп(ак)?$|кол(ич\p{L}*)?во?(шт)?вуп|вящике|вкоробке|^упак(овка)?|нормаупак|кратность|^pack(size|ing)?)/u,
  ],
  ['unit', /^(ед$|едизм|единиц|ед(иницы)?измер|од$|одвим|unit$|uom|measure|базоваяединица)/],
  [
    'stock',
    /^(остат|налич|склад|своб\p{L}*остат|stock|instock|залишок|наявн|кол(ич)?\p{L}*во?(наскладе)?$|количество$|qty|quantity|available)/u,
  ],
  [
    'price',
    /^(стоимость|варт|прайс|price|розниц|роздріб|опт|мелк\p{L}*опт|мелкооптов|крупн\p{L}*опт|крупнооптов|ррц|мрц|рекоменд\p{L}*розн|закуп|дилер|спеццена|акци)/u,
  ],
  ['price', /(^|[^\p{L}])цена|^цен(а|ы|у)|цена|ціна/u],
  ['category', /^(категори|раздел|группа(товар\p{L}*)?$|category|group$)/u],
  [
    'name',
    /(наименовани|назван|найменуван|^назва|^товар|^номенклатур|^имя|^name|^title|^product|^продукц|ценоваягруппаноменклатура|ценоваягруппа\/)/,
  ],
  [
    'brand',
    /^(бренд|марка|торговаямарка|^тм$|производител|виробник|изготовител|vendor$|brand|manufacturer|маркатовар)/,
  ],
  [
    'description',
    /^(описани|опис|состав|склад\(|назначени|призначен|примечани|комментари|характеристик|description|аннотаци)/,
  ],
]

/** What a column under this header is; null = a word that says nothing to us. */
export function roleOf(text: string): ColumnRole | null {
  const plain = plainHeader(text)
  if (plain === '' || plain.length > 120) return null
  // a remark about prices, not a name of a column
  if (/^цен\p{L}{0,3}(указан|действ|привед|на\d)/u.test(plain)) return null
  // a price group over names is not a price
  if (plain.startsWith('ценоваягруппа')) return 'name'
  return words.find(([, word]) => word.test(plain))?.[0] ?? null
}

/** Does a header or a note say that prices have VAT in them? null = it says nothing. */
export function vatIn(text: string): boolean | null {
  const plain = text.toLowerCase()
  if (/без\s*(учета\s*)?(ндс|пдв)|(excl|ex|without|net)\p{L}*\.?\s*vat/u.test(plain)) return false
  if (
    /(с|з|вкл\p{L}*\.?|включая|в\s*т\.?\s*ч\.?|с\s*учетом)\s*(ндс|пдв)|(incl|with)\p{L}*\.?\s*vat/u.test(
      plain,
    )
  )
    return true
  return null
}
