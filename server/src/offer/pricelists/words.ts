import type { ShownStock } from '@portal/api/offer.ts'
import type { PriceFileColumn } from '@portal/api/price-file-settings.ts'
import type { Language } from '@portal/api/primitives.ts'

type Words = Record<
  Exclude<PriceFileColumn, 'price' | 'next_tier' | 'purchase_price' | 'base_price'>,
  string
> & {
  price: string
  next_tier: string
  purchase_price: string
  base_price: string
}

/** Titles of columns; those of prices are completed with the currency and what is said of VAT. */
export const columnTitles: Record<Language, Words> = {
  ru: {
    article: 'Артикул',
    part_number: 'Ваш номер',
    name: 'Наименование',
    brand: 'Бренд',
    category: 'Категория',
    manufacturer_code: 'Код производителя',
    barcode: 'Штрихкод',
    unit: 'Ед.',
    packagings: 'Упаковки',
    min_quantity: 'Мин. количество',
    step: 'Кратность',
    price: 'Цена',
    next_tier: 'При количестве',
    purchase_price: 'Закупочная цена',
    base_price: 'Базовая цена',
    vat_rate: 'НДС, %',
    stock: 'Остаток',
    in_transit: 'Ожидается',
    weight: 'Вес, кг',
    volume: 'Объём, м³',
    country: 'Страна',
    picture: 'Изображение',
    link: 'Ссылка',
  },
  en: {
    article: 'Article',
    part_number: 'Your number',
    name: 'Name',
    brand: 'Brand',
    category: 'Category',
    manufacturer_code: 'Manufacturer’s code',
    barcode: 'Barcode',
    unit: 'Unit',
    packagings: 'Packagings',
    min_quantity: 'Min. quantity',
    step: 'Sold by',
    price: 'Price',
    next_tier: 'In quantity',
    purchase_price: 'Purchase price',
    base_price: 'Base price',
    vat_rate: 'VAT, %',
    stock: 'Stock',
    in_transit: 'Expected',
    weight: 'Weight, kg',
    volume: 'Volume, m³',
    country: 'Country',
    picture: 'Picture',
    link: 'Link',
  },
}

/** Are prices of a file told with VAT or without it; an export is taxed at 0 %, some sellers not at all. */
export type FileVat = 'included' | 'excluded' | 'zero' | 'none'

export const isOfPrices = (vat: FileVat) => vat === 'included' || vat === 'excluded'

export const vatWords: Record<Language, Record<FileVat, string>> = {
  ru: { included: 'с НДС', excluded: 'без НДС', zero: 'НДС 0 %', none: 'НДС не облагается' },
  en: { included: 'with VAT', excluded: 'without VAT', zero: '0 % VAT', none: 'no VAT' },
}

export const wordsOf: Record<
  Language,
  {
    onRequest: string
    noVat: string
    from: (quantity: string, price: string) => string
    withoutCategory: string
    defaultTitle: string
    madeAt: (moment: string) => string
    contract: (number: string, seller: string) => string
    prices: (currency: string, vatText: string, vat: FileVat) => string
    validUntil: (day: string) => string
    levels: Record<NonNullable<ShownStock['level']>, string>
    over: (quantity: string) => string
    expected: (day: string, quantity: string | null) => string
  }
> = {
  ru: {
    onRequest: 'по запросу',
    noVat: 'без НДС',
    from: (quantity, price) => `от ${quantity}: ${price}`,
    withoutCategory: 'Без категории',
    defaultTitle: 'Прайс-лист',
    madeAt: (moment) => `Цены и остатки на ${moment}`,
    contract: (number, seller) => `Договор ${number}, ${seller}`,
    prices: (currency, text, vat) => `Валюта: ${currency}, ${isOfPrices(vat) ? `цены ${text}` : text}`,
    validUntil: (day) => `Цены действуют до ${day} включительно`,
    levels: { none: 'нет', few: 'мало', some: 'есть', many: 'много', yes: 'в наличии' },
    over: (quantity) => `больше ${quantity}`,
    expected: (day, quantity) => (quantity === null ? day : `${quantity}, ${day}`),
  },
  en: {
    onRequest: 'on request',
    noVat: 'no VAT',
    from: (quantity, price) => `from ${quantity}: ${price}`,
    withoutCategory: 'Without a category',
    defaultTitle: 'Price list',
    madeAt: (moment) => `Prices and stock as of ${moment}`,
    contract: (number, seller) => `Contract ${number}, ${seller}`,
    prices: (currency, text, vat) => `Currency: ${currency}, ${isOfPrices(vat) ? `prices ${text}` : text}`,
    validUntil: (day) => `Prices are valid until ${day} inclusive`,
    levels: { none: 'none', few: 'few', some: 'some', many: 'many', yes: 'in stock' },
    over: (quantity) => `over ${quantity}`,
    expected: (day, quantity) => (quantity === null ? day : `${quantity}, ${day}`),
  },
}
