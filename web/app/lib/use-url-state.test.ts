import { expect, test } from 'vitest'
import { withPatch } from './use-url-state.ts'

test('a value at its default, or none, is not in the address', () => {
  const defaults = { status: '', sort: '-createdAt' }
  const search = new URLSearchParams('status=new&sort=number')
  expect(withPatch(search, { status: '', sort: '-createdAt' }, defaults).toString()).toBe('')
})

test('what the page does not know stays in the address', () => {
  expect(withPatch(new URLSearchParams('utm=1'), { search: 'болт м8' }).get('utm')).toBe('1')
})

test('another filter begins at the first page, another page keeps the filter', () => {
  const search = new URLSearchParams('status=new&page=7')
  expect(withPatch(search, { status: 'shipped' }).toString()).toBe('status=shipped')
  expect(withPatch(search, { page: '8' }).toString()).toBe('status=new&page=8')
})
