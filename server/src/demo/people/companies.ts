import { addDays } from '../calendar.ts'
import { innOfCompany, innOfTrader, ogrn } from '../check-digits.ts'
import type { DateText, DemoCompany, DemoDeliveryPoint, DemoGroup } from '../demo-data.ts'
import { randomFor } from '../random.ts'
import { bankAccount } from './sellers.ts'

export const groups: DemoGroup[] = [
  {
    key: 'north',
    name: { ru: 'ГК «Северный контур»', en: 'Severny Kontur Group' },
    segment: 'Строительство',
  },
  {
    key: 'master',
    name: { ru: 'Сеть «Добрый мастер»', en: 'Dobry Master chain' },
    segment: 'Розничные сети',
  },
]

const point = (
  key: string,
  name: string,
  city: string,
  postcode: string,
  street: string,
  contactName: string,
  contactPhone: string,
): DemoDeliveryPoint => ({
  key,
  name,
  city,
  postcode,
  address: `${postcode}, г. ${city}, ${street}`,
  contactName,
  contactPhone,
})

const named: Omit<DemoCompany, 'createdOn'>[] = [
  {
    key: 'north-build',
    group: 'north',
    segment: 'Строительство',
    kind: 'legal',
    name: { ru: 'ООО «СК «Северный контур»', en: 'Severny Kontur Construction LLC' },
    fullName: 'Общество с ограниченной ответственностью «Строительная компания «Северный контур»',
    inn: innOfCompany('779431845'),
    kpp: '779401001',
    ogrn: ogrn('112779400562'),
    address: '127015, г. Москва, ул. Бутырский Вал, д. 90, офис 512',
    phone: '+7 495 000-31-10',
    email: 'office@kontur.demo.artikul.local',
    bank: bankAccount('Банк «Опорный» (АО), г. Москва', '044525993', 31_101),
    deliveryPoints: [
      point(
        'north-build-base',
        'База снабжения',
        'Люберцы',
        '140002',
        'ул. Котельническая, д. 27',
        'Гусев Роман',
        '+7 495 000-31-21',
      ),
      point(
        'north-build-forest',
        'Объект «ЖК Лесной берег»',
        'Мытищи',
        '141009',
        'ул. Береговая, вл. 3',
        'Тихонов Артём',
        '+7 495 000-31-22',
      ),
      point(
        'north-build-school',
        'Объект «Школа на 825 мест»',
        'Химки',
        '141402',
        'ул. Молодёжная, вл. 18',
        'Ершова Алина',
        '+7 495 000-31-23',
      ),
    ],
    manager: 'manager',
  },
  {
    key: 'north-electro',
    group: 'north',
    segment: 'Электромонтаж',
    kind: 'legal',
    name: { ru: 'ООО «Контур-Электромонтаж»', en: 'Kontur Elektromontazh LLC' },
    fullName: 'Общество с ограниченной ответственностью «Контур-Электромонтаж»',
    inn: innOfCompany('699418207'),
    kpp: '699401001',
    ogrn: ogrn('115699400147'),
    address: '170100, г. Тверь, ул. Индустриальная, д. 13',
    phone: '+7 4822 00-41-10',
    email: 'office@electro.demo.artikul.local',
    bank: bankAccount('Банк «Опорный» (АО), г. Москва', '044525993', 41_102),
    deliveryPoints: [
      point(
        'north-electro-tver',
        'Склад в Твери',
        'Тверь',
        '170100',
        'ул. Индустриальная, д. 13, корп. 4',
        'Щукин Денис',
        '+7 4822 00-41-21',
      ),
      point(
        'north-electro-moscow',
        'Участок «Москва»',
        'Москва',
        '129626',
        'ул. Маломосковская, д. 22, стр. 1',
        'Юдин Олег',
        '+7 495 000-41-22',
      ),
    ],
    manager: 'manager',
  },
  {
    key: 'north-service',
    group: 'north',
    segment: 'Эксплуатация зданий',
    kind: 'legal',
    name: { ru: 'ООО «Контур-Сервис»', en: 'Kontur Servis LLC' },
    fullName: 'Общество с ограниченной ответственностью «Контур-Сервис»',
    inn: innOfCompany('719427336'),
    kpp: '719401001',
    ogrn: ogrn('118719400305'),
    address: '300041, г. Тула, ул. Каминского, д. 4, офис 8',
    phone: '+7 4872 00-51-10',
    email: 'office@service.demo.artikul.local',
    bank: bankAccount('Банк «Опорный» (АО), г. Москва', '044525993', 51_103),
    deliveryPoints: [
      point(
        'north-service-tula',
        'Служба эксплуатации',
        'Тула',
        '300041',
        'ул. Каминского, д. 4',
        'Фомина Вера',
        '+7 4872 00-51-21',
      ),
    ],
    manager: 'manager-siberia',
  },
  {
    key: 'master-retail',
    group: 'master',
    segment: 'Розничные сети',
    kind: 'legal',
    name: { ru: 'ООО «Добрый мастер»', en: 'Dobry Master LLC' },
    fullName: 'Общество с ограниченной ответственностью «Добрый мастер»',
    inn: innOfCompany('549436071'),
    kpp: '549401001',
    ogrn: ogrn('110549400918'),
    address: '630009, г. Новосибирск, ул. Большевистская, д. 131, корп. 2',
    phone: '+7 383 000-61-10',
    email: 'office@master.demo.artikul.local',
    bank: bankAccount('Банк «Обской берег» (ПАО), г. Новосибирск', '045004991', 61_104),
    deliveryPoints: [
      point(
        'master-retail-dc',
        'Распределительный центр',
        'Новосибирск',
        '630088',
        'ул. Петухова, д. 79',
        'Лукин Станислав',
        '+7 383 000-61-21',
      ),
      point(
        'master-retail-left',
        'Магазин «Левобережный»',
        'Новосибирск',
        '630064',
        'пр-т Карла Маркса, д. 24',
        'Зуева Ирина',
        '+7 383 000-61-22',
      ),
      point(
        'master-retail-berdsk',
        'Магазин «Бердск»',
        'Бердск',
        '633010',
        'ул. Ленина, д. 89',
        'Котов Никита',
        '+7 383 000-61-23',
      ),
    ],
    manager: 'manager-siberia',
  },
  {
    key: 'master-trader',
    group: 'master',
    segment: 'Розничные сети',
    kind: 'entrepreneur',
    name: { ru: 'ИП Кузнецов А. В.', en: 'A. V. Kuznetsov, sole trader' },
    fullName: 'Индивидуальный предприниматель Кузнецов Андрей Викторович',
    inn: innOfTrader('2394160527'),
    kpp: null,
    ogrn: ogrn('31723940005184'),
    address: '350000, г. Краснодар, ул. Северная, д. 327, кв. 44',
    phone: '+7 861 000-71-10',
    email: 'office@kuznetsov.demo.artikul.local',
    bank: bankAccount('Банк «Опорный» (АО), г. Москва', '044525993', 71_105),
    deliveryPoints: [
      point(
        'master-trader-shop',
        'Магазин «Добрый мастер» на Уральской',
        'Краснодар',
        '350059',
        'ул. Уральская, д. 97',
        'Кузнецов Андрей',
        '+7 861 000-71-10',
      ),
    ],
    manager: 'manager',
  },
]

const firstWords = [
  'Строй',
  'Монтаж',
  'Энерго',
  'Металл',
  'Дом',
  'Пром',
  'Тех',
  'Юг',
  'Урал',
  'Волга',
  'Север',
  'Восток',
]
const lastWords = [
  'сервис',
  'комплект',
  'снаб',
  'ресурс',
  'маркет',
  'проект',
  'гарант',
  'альянс',
  'база',
  'инвест',
  'стандарт',
  'трест',
]
const towns: [city: string, taxOffice: string, postcode: string][] = [
  ['Казань', '1694', '420021'],
  ['Самара', '6394', '443001'],
  ['Екатеринбург', '6694', '620014'],
  ['Воронеж', '3694', '394018'],
  ['Пермь', '5994', '614000'],
  ['Омск', '5594', '644007'],
  ['Ростов-на-Дону', '6194', '344002'],
  ['Уфа', '0294', '450077'],
]

/** The five companies with a story, then as many more as the profile wants, told apart by their number. */
export function* companiesOf(count: number, today: DateText): Generator<DemoCompany> {
  for (const [i, company] of named.entries()) yield { ...company, createdOn: addDays(today, -1500 + i * 170) }
  for (let i = named.length; i < count; i++) {
    const random = randomFor(`company:${i}`)
    const [city, office, postcode] = random.pick(towns)
    const name = `${random.pick(firstWords)}${random.pick(lastWords)}-${i}`
    const serial = String(i).padStart(5, '0')
    const street = `ул. ${random.pick(['Заводская', 'Промышленная', 'Садовая', 'Ленина'])}, д. ${random.int(1, 140)}`
    yield {
      key: `company-${i}`,
      group: null,
      segment: random.pick(['Строительство', 'Электромонтаж', 'Производство', 'Розничные сети', 'Дилеры']),
      kind: 'legal',
      name: { ru: `ООО «${name}»`, en: `Company No. ${i} LLC` },
      fullName: `Общество с ограниченной ответственностью «${name}»`,
      inn: innOfCompany(office + serial),
      kpp: `${office}01001`,
      ogrn: ogrn(
        `1${String(random.int(5, 25)).padStart(2, '0')}${office}0${serial}`.slice(0, 12).padEnd(12, '0'),
      ),
      address: `${postcode}, г. ${city}, ${street}`,
      phone: `+7 800 000-${serial.slice(1, 3)}-${serial.slice(3)}`,
      email: `office@company-${i}.demo.artikul.local`,
      bank: bankAccount('Банк «Опорный» (АО), г. Москва', '044525993', 100_000 + i),
      deliveryPoints: [
        point(`company-${i}-main`, 'Основной склад', city, postcode, street, 'Кладовщик', '+7 800 000-00-00'),
      ],
      manager: random.pick(['manager', 'manager-siberia']),
      createdOn: addDays(today, -random.int(30, 1500)),
    }
  }
}
