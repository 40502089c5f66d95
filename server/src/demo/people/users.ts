import type { DemoBuyerRole, DemoOperatorRole, DemoUser } from '../demo-data.ts'

/** The one password of every demo user; the README and the start screen name it. */
export const demoPassword = 'demo-portal-2026'

const operator = (
  key: string,
  name: string,
  role: DemoOperatorRole,
  position: [ru: string, en: string],
): DemoUser => ({
  key,
  email: `${key}@demo.artikul.local`,
  name,
  phone: '+7 495 000-14-20',
  position: { ru: position[0], en: position[1] },
  language: 'ru',
  operatorRole: role,
  memberships: [],
})

const positions: Record<DemoBuyerRole, [ru: string, en: string]> = {
  director: ['Директор', 'Director'],
  buyer: ['Специалист по закупкам', 'Buyer'],
  accountant: ['Бухгалтер', 'Accountant'],
  warehouse: ['Заведующий складом', 'Warehouse manager'],
  viewer: ['Инженер', 'Engineer'],
}

const buyer = (
  key: string,
  name: string,
  role: DemoBuyerRole,
  companies: string[],
  group: string | null = null,
): DemoUser => ({
  key,
  email: `${key}@demo.artikul.local`,
  name,
  phone: '+7 495 000-80-00',
  position: { ru: positions[role][0], en: positions[role][1] },
  language: 'ru',
  operatorRole: null,
  memberships: [
    ...companies.map((company) => ({ company, group: null, role })),
    ...(group === null ? [] : [{ company: null, group, role }]),
  ],
})

const named: DemoUser[] = [
  operator('admin', 'Мельникова Ольга', 'administrator', ['Администратор портала', 'Portal administrator']),
  operator('manager', 'Савельев Игорь', 'manager', [
    'Менеджер по работе с ключевыми клиентами',
    'Key account manager',
  ]),
  operator('manager-siberia', 'Белова Марина', 'manager', ['Менеджер, Сибирь', 'Manager, Siberia']),
  operator('credit', 'Орлова Татьяна', 'credit_controller', ['Кредитный контролёр', 'Credit controller']),
  buyer('holding', 'Северцев Дмитрий', 'director', [], 'north'),
  buyer('director', 'Громов Алексей', 'director', ['north-build']),
  buyer('buyer', 'Климова Анна', 'buyer', ['north-build', 'north-service']),
  buyer('accountant', 'Назарова Елена', 'accountant', ['north-build', 'north-electro', 'north-service']),
  buyer('warehouse', 'Гусев Роман', 'warehouse', ['north-build']),
  buyer('viewer', 'Ершова Алина', 'viewer', ['north-build']),
  buyer('electro', 'Щукин Денис', 'buyer', ['north-electro']),
  buyer('electro-director', 'Панкратов Виктор', 'director', ['north-electro']),
  buyer('service', 'Фомина Вера', 'director', ['north-service']),
  buyer('chain', 'Добронравова Мария', 'director', [], 'master'),
  buyer('retail-director', 'Лукин Станислав', 'director', ['master-retail']),
  buyer('retail', 'Зуева Ирина', 'buyer', ['master-retail']),
  buyer('retail-accountant', 'Титова Галина', 'accountant', ['master-retail']),
  buyer('retail-warehouse', 'Котов Никита', 'warehouse', ['master-retail']),
  buyer('trader', 'Кузнецов Андрей', 'director', ['master-trader']),
]

/** Who is worth trying first, for the start screen and the README. */
export const demoSignIns: { email: string; who: string }[] = [
  { email: 'buyer@demo.artikul.local', who: 'buyer of a building company' },
  { email: 'retail@demo.artikul.local', who: 'buyer of a retail chain' },
  { email: 'holding@demo.artikul.local', who: 'director of a group of three companies' },
  { email: 'manager@demo.artikul.local', who: 'manager of the supplier' },
  { email: 'admin@demo.artikul.local', who: 'administrator of the portal' },
]

/** People with a story, then one buyer for every further company that has a contract. */
export function* usersOf(contractedCompanies: string[]): Generator<DemoUser> {
  yield* named
  const known = new Set(named.flatMap((user) => user.memberships.map((membership) => membership.company)))
  for (const company of contractedCompanies) {
    if (!known.has(company))
      yield buyer(`buyer-${company}`, `Покупатель ${company.replace('company-', '№ ')}`, 'buyer', [company])
  }
}
