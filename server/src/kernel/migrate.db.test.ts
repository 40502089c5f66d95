import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '#test/template-database.ts'
import { migrate, readMigrations, type Migration } from './migrate.ts'

const { pool, url } = await testDatabase()

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
})
const first = migration('1_first.sql', 'create schema one; create table one.things (id int)')
const second = migration('2_second.sql', 'alter table one.things add name text')

beforeEach(async () => {
  await pool.query('delete from public.migrations; drop schema if exists one cascade')
})

test('files are applied once, in the order of their names', async () => {
  expect(await migrate(url, [first])).toEqual(['1_first.sql'])
  expect(await migrate(url, [first, second])).toEqual(['2_second.sql'])
  expect(await migrate(url, [first, second])).toEqual([])
})

test('processes that start together apply each file once', async () => {
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(url, [first, second])))
  expect(applied.flat().sort()).toEqual(['1_first.sql', '2_second.sql'])
})

test('a file that fails leaves nothing, and its line is told', async () => {
  const broken = migration(
    '2_broken.sql',
    'create table one.half (id int);\n\nselect nothing from one.nowhere',
  )
  await expect(migrate(url, [first, broken])).rejects.toThrow(
    'The migration 2_broken.sql failed at line 3: relation "one.nowhere" does not exist',
  )
  expect((await pool.query(`select to_regclass('one.half') as half`)).rows).toEqual([{ half: null }])
  expect(await migrate(url, [first, second])).toEqual(['2_second.sql'])
})

test('an applied file that was changed is an error', async () => {
  await migrate(url, [first])
  const changed = migration('1_first.sql', `${first.sql}; create table one.more ()`)
  await expect(migrate(url, [changed])).rejects.toThrow('1_first.sql was changed after it had been applied')
})

test('a database of a newer version is left alone', async () => {
  await migrate(url, [first, second])
  await expect(migrate(url, [first])).rejects.toThrow('2_second.sql, which this Artikul does not know')
})

test('the shipped files are told apart from each other by name and have a reason in their first line', () => {
  const shipped = readMigrations()
  expect(shipped.length).toBeGreaterThan(5)
  expect(shipped.filter(({ name }) => !/^\d{8}T\d{4}_[a-z0-9_-]+\.sql$/.test(name))).toEqual([])
  expect(shipped.filter(({ sql }) => !sql.startsWith('-- ')).map(({ name }) => name)).toEqual([])
})

test('a database that is not UTF8 is refused', async () => {
  const name = `artikul_test_${Date.now()}_latin`
  await pool.query(
    `create database ${name} template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`,
  )
  try {
    const other = new URL(url)
    other.pathname = `/${name}`
    await expect(migrate(other.href, [first])).rejects.toThrow('must be UTF8')
  } finally {
    await pool.query(`drop database ${name}`)
  }
})

test('unreachable is an error of the connection, not a silence', async () => {
  await expect(migrate('postgresql://nobody@127.0.0.1:1/none', [first])).rejects.toThrow('ECONNREFUSED')
})
