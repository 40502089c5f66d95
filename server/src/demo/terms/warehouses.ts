import type { DemoWarehouse } from '../demo-data.ts'

const warehouse = (
  key: string,
  ru: string,
  en: string,
  cityRu: string,
  cityEn: string,
  address: string,
  timeZone: string,
): DemoWarehouse => ({ key, name: { ru, en }, city: { ru: cityRu, en: cityEn }, address, timeZone })

/** The first three are everybody's; bigger profiles open more. */
export const warehouses: DemoWarehouse[] = [
  warehouse(
    'msk',
    'Склад Москва',
    'Moscow warehouse',
    'Москва',
    'Moscow',
    '115280, г. Москва, ул. Складская, д. 14',
    'Europe/Moscow',
  ),
  warehouse(
    'nsk',
    'Склад Новосибирск',
    'Novosibirsk warehouse',
    'Новосибирск',
    'Novosibirsk',
    '630088, г. Новосибирск, ул. Сибиряков-Гвардейцев, д. 60',
    'Asia/Novosibirsk',
  ),
  warehouse(
    'krd',
    'Склад Краснодар',
    'Krasnodar warehouse',
    'Краснодар',
    'Krasnodar',
    '350059, г. Краснодар, ул. Новороссийская, д. 216',
    'Europe/Moscow',
  ),
  ...(
    [
      ['ekb', 'Екатеринбург', 'Yekaterinburg', 'Asia/Yekaterinburg'],
      ['kzn', 'Казань', 'Kazan', 'Europe/Moscow'],
      ['spb', 'Санкт-Петербург', 'Saint Petersburg', 'Europe/Moscow'],
      ['sam', 'Самара', 'Samara', 'Europe/Samara'],
      ['rnd', 'Ростов-на-Дону', 'Rostov-on-Don', 'Europe/Moscow'],
      ['ufa', 'Уфа', 'Ufa', 'Asia/Yekaterinburg'],
      ['prm', 'Пермь', 'Perm', 'Asia/Yekaterinburg'],
      ['vrn', 'Воронеж', 'Voronezh', 'Europe/Moscow'],
      ['khb', 'Хабаровск', 'Khabarovsk', 'Asia/Vladivostok'],
      ['chl', 'Челябинск', 'Chelyabinsk', 'Asia/Yekaterinburg'],
      ['oms', 'Омск', 'Omsk', 'Asia/Omsk'],
      ['kja', 'Красноярск', 'Krasnoyarsk', 'Asia/Krasnoyarsk'],
      ['vog', 'Волгоград', 'Volgograd', 'Europe/Volgograd'],
      ['goj', 'Нижний Новгород', 'Nizhny Novgorod', 'Europe/Moscow'],
      ['tjm', 'Тюмень', 'Tyumen', 'Asia/Yekaterinburg'],
      ['ikt', 'Иркутск', 'Irkutsk', 'Asia/Irkutsk'],
      ['vvo', 'Владивосток', 'Vladivostok', 'Asia/Vladivostok'],
    ] as const
  ).map(([key, ru, en, zone]) =>
    warehouse(key, `Склад ${ru}`, `${en} warehouse`, ru, en, `г. ${ru}, ул. Складская, д. 1`, zone),
  ),
]
