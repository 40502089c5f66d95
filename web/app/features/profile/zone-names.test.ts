import { expect, test } from 'vitest'
import { zonesByOffset } from './zone-names.ts'

test('time zones stand from west to east under the names that people know', () => {
  const zones = ['Asia/Vladivostok', 'America/New_York', 'Europe/Moscow', 'Asia/Kolkata']
  const named = zonesByOffset(zones, 'ru')
  expect(named.map(({ zone }) => zone)).toEqual([
    'America/New_York',
    'Europe/Moscow',
    'Asia/Kolkata',
    'Asia/Vladivostok',
  ])
  expect(named[1]!.name).toBe('GMT+03:00 Москва')
})
