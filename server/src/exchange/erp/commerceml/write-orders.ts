import type { OrderDocument, OrderDocumentLine, OrderParty } from './order-document.ts'

/**
 * Writes orders for `type=sale&mode=query`, piece by piece. 1C wants the declaration first, without a mark of byte
 * order, and the empty root when there are no orders (notes on CommerceML, 1.6 and 5.1).
 */
export function* writeOrders(documents: Iterable<OrderDocument>, formedAt: string): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="${escaped(formedAt)}">\n`
  for (const document of documents) yield `${documentXml(document)}\n`
  yield '</КоммерческаяИнформация>\n'
}

function documentXml(order: OrderDocument): string {
  return element('Документ', [
    element('Ид', order.id),
    element('Номер', order.number),
    element('Дата', order.date),
    element('Время', order.time),
    element('ХозОперация', 'Заказ товара'),
    element('Роль', 'Продавец'),
    element('Валюта', order.currency),
    element('Курс', '1'),
    element('Сумма', order.amount),
    order.comment === null ? '' : element('Комментарий', order.comment),
    element('Контрагенты', [partyXml(order.buyer)]),
    element(
      'Товары',
      order.lines.map((line, index) => lineXml(line, index + 1)),
    ),
    requisitesXml(order.requisites),
  ])
}

function partyXml(party: OrderParty): string {
  const contacts = [
    ['Почта', party.email],
    ['Телефон рабочий', party.phone],
  ].filter((contact): contact is [string, string] => contact[1] !== null)
  const address = party.address === null ? '' : element('Представление', party.address)
  return element('Контрагент', [
    element('Ид', party.id),
    element('Наименование', party.name),
    element('Роль', 'Покупатель'),
    ...(party.officialName === null
      ? [
          element('ПолноеНаименование', party.name),
          element('ИНН', party.inn),
          address && element('АдресРегистрации', [address]),
        ]
      : [
          element('ОфициальноеНаименование', party.officialName),
          address && element('ЮридическийАдрес', [address]),
          element('ИНН', party.inn),
          party.kpp === null ? '' : element('КПП', party.kpp),
        ]),
    contacts.length === 0
      ? ''
      : element(
          'Контакты',
          contacts.map(([type, value]) =>
            element('Контакт', [element('Тип', type), element('Значение', value)]),
          ),
        ),
    party.contactName === null
      ? ''
      : element('Представители', [
          element('Представитель', [
            element('Контрагент', [
              element('Отношение', 'Контактное лицо'),
              element('Ид', `${party.id}-contact`),
              element('Наименование', party.contactName),
            ]),
          ]),
        ]),
  ])
}

function lineXml(line: OrderDocumentLine, position: number): string {
  return element('Товар', [
    element('Ид', line.id),
    line.article === null ? '' : element('Артикул', line.article),
    element('Наименование', line.name),
    `<БазоваяЕдиница Код="${escaped(line.baseUnit.code)}">${escaped(line.baseUnit.name)}</БазоваяЕдиница>`,
    element('ЦенаЗаЕдиницу', line.price),
    element('Количество', line.quantity),
    element('Сумма', line.amount),
    element('Единица', line.unit.code),
    element('Коэффициент', line.factor),
    vatXml(line.vat),
    requisitesXml([
      { name: 'ТипНоменклатуры', value: line.service ? 'Услуга' : 'Товар' },
      { name: 'НомерПозицииКорзины', value: String(position) },
      { name: 'Комментарий', value: line.comment },
    ]),
  ])
}

function vatXml(vat: OrderDocumentLine['vat']): string {
  if (vat === null) return ''
  const name = element('Наименование', 'НДС')
  const rate = element('Ставка', vat.rate)
  return (
    element('СтавкиНалогов', [element('СтавкаНалога', [name, rate])]) +
    element('Налоги', [
      element('Налог', [
        name,
        element('УчтеноВСумме', String(vat.included)),
        element('Сумма', vat.amount),
        rate,
      ]),
    ])
  )
}

function requisitesXml(requisites: OrderDocument['requisites']): string {
  const said = requisites.filter((one): one is { name: string; value: string } => one.value !== null)
  return element(
    'ЗначенияРеквизитов',
    said.map(({ name, value }) =>
      element('ЗначениеРеквизита', [element('Наименование', name), element('Значение', value)]),
    ),
  )
}

/** An element with a text, or with children that are XML already. */
function element(name: string, content: string | readonly string[]): string {
  return `<${name}>${typeof content === 'string' ? escaped(content) : content.join('')}</${name}>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML 1.0 forbids are left out: one of them would make 1C refuse every order. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
