import { correspondentAccount, innOfCompany, ogrn, settlementAccount } from '../check-digits.ts'
import type { DemoBank, DemoSeller } from '../demo-data.ts'

/** A bank that does not exist, with accounts whose keys fit its BIK. */
export function bankAccount(name: string, bik: string, tail: number): DemoBank {
  return {
    name,
    bik,
    account: settlementAccount(bik, `407028100${String(tail).padStart(11, '0')}`),
    correspondentAccount: correspondentAccount(bik),
  }
}

const address = '115280, г. Москва, ул. Складская, д. 14, стр. 2'

export const sellers: DemoSeller[] = [
  {
    key: 'kr',
    name: { ru: 'ООО «Крепёжный ряд»', en: 'Krepyozhny Ryad LLC' },
    fullName: 'Общество с ограниченной ответственностью «Крепёжный ряд»',
    inn: innOfCompany('779412087'),
    kpp: '779401001',
    ogrn: ogrn('114779400211'),
    address,
    phone: '+7 495 000-14-14',
    email: 'sales@demo.artikul.local',
    director: 'Воронцов Павел Андреевич',
    chiefAccountant: 'Лапина Светлана Юрьевна',
    vatRegime: 'general',
    timeZone: 'Europe/Moscow',
    bank: bankAccount('Банк «Опорный» (АО), г. Москва', '044525993', 10_214),
  },
  {
    key: 'kr-tools',
    name: { ru: 'ООО «КР Инструмент»', en: 'KR Instrument LLC' },
    fullName: 'Общество с ограниченной ответственностью «КР Инструмент»',
    inn: innOfCompany('779455310'),
    kpp: '779401001',
    ogrn: ogrn('119779400874'),
    address,
    phone: '+7 495 000-14-15',
    email: 'tools@demo.artikul.local',
    director: 'Воронцов Павел Андреевич',
    chiefAccountant: 'Лапина Светлана Юрьевна',
    vatRegime: 'usn5',
    timeZone: 'Europe/Moscow',
    bank: bankAccount('Банк «Опорный» (АО), г. Москва', '044525993', 20_877),
  },
]
