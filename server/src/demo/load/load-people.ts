import type pg from 'pg'
import { rolePermissions } from '@portal/api/permissions.ts'
import { hashPassword } from '#kernel/passwords.ts'
import { instant } from '../calendar.ts'
import type { DemoCompanyData } from '../demo-data.ts'
import { copyRows } from './copy-rows.ts'
import type { Cell } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

/** Sellers, users, groups, companies with their delivery points, and who may act for whom. */
export async function loadPeople(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<void> {
  await copyRows(
    client,
    'sellers.sellers',
    [
      'id',
      'kind',
      'name',
      'full_name',
      'inn',
      'kpp',
      'ogrn',
      'legal_address',
      'vat_regime',
      'time_zone',
      'bank',
      'is_default',
      'created_at',
    ],
    demo.sellers.map((seller, i) => [
      ids.give('seller', seller.key),
      'own',
      seller.name.ru,
      seller.fullName,
      seller.inn,
      seller.kpp,
      seller.ogrn,
      seller.address,
      seller.vatRegime,
      seller.timeZone,
      JSON.stringify(seller.bank),
      i === 0,
      now,
    ]),
  )
  // one hash for all: hashing is slow on purpose, and the password is no secret
  const passwordHash = await hashPassword(demo.password)
  await copyRows(
    client,
    'identity.users',
    ['id', 'email', 'name', 'phone', 'password_hash', 'language', 'operator_role', 'created_at'],
    Iterator.from(demo.users()).map((user) => [
      ids.give('user', user.key),
      user.email,
      user.name,
      user.phone,
      passwordHash,
      user.language,
      user.operatorRole,
      now,
    ]),
  )
  await copyRows(
    client,
    'organizations.groups',
    ['id', 'name', 'created_at'],
    demo.groups.map((group) => [ids.give('group', group.key), group.name.ru, now]),
  )
  await copyRows(
    client,
    'organizations.companies',
    [
      'id',
      'group_id',
      'kind',
      'name',
      'full_name',
      'inn',
      'kpp',
      'ogrn',
      'legal_address',
      'segment',
      'manager_id',
      'created_at',
      'updated_at',
    ],
    Iterator.from(demo.companies()).map((company) => [
      ids.give('company', company.key),
      company.group && ids.of('group', company.group),
      company.kind,
      company.name.ru,
      company.fullName,
      company.inn,
      company.kpp,
      company.ogrn,
      company.address,
      company.segment,
      ids.of('user', company.manager),
      instant(company.createdOn, 600, 3),
      now,
    ]),
  )
  await copyRows(
    client,
    'organizations.delivery_points',
    [
      'id',
      'company_id',
      'name',
      'address',
      'consignee',
      'contact_name',
      'contact_phone',
      'is_default',
      'created_at',
    ],
    deliveryPoints(demo, ids, now),
  )
  await copyRows(
    client,
    'organizations.members',
    ['id', 'user_id', 'company_id', 'group_id', 'role', 'permissions', 'created_at'],
    members(demo, ids, now),
  )
}

function* deliveryPoints(demo: DemoCompanyData, ids: DemoIds, now: string): Generator<Cell[]> {
  for (const company of demo.companies()) {
    for (const [i, point] of company.deliveryPoints.entries()) {
      yield [
        ids.give('delivery point', point.key),
        ids.of('company', company.key),
        point.name,
        point.address,
        company.name.ru,
        point.contactName,
        point.contactPhone,
        i === 0,
        now,
      ]
    }
  }
}

function* members(demo: DemoCompanyData, ids: DemoIds, now: string): Generator<Cell[]> {
  for (const user of demo.users()) {
    for (const { company, group, role } of user.memberships) {
      yield [
        ids.next('member'),
        ids.of('user', user.key),
        company && ids.of('company', company),
        group && ids.of('group', group),
        role,
        rolePermissions[role],
        now,
      ]
    }
  }
}
