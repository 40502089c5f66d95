import { expect, test } from 'vitest'
import { changesOf, emptyDraft, inputOf, kindOf, wrongIn } from './company-draft.ts'

const good = { ...emptyDraft, inn: '7707083893', kpp: '773601001', name: 'ООО «Клиент»' }

test('an INN of twelve digits makes an entrepreneur, who has no KPP', () => {
  const draft = { ...good, inn: '500100732259' }
  expect(kindOf(draft)).toBe('entrepreneur')
  expect(wrongIn(draft)).toEqual({ kpp: 'kpp_invalid' })
  expect(wrongIn({ ...draft, kpp: '' })).toEqual({})
})

test('every wrong number is told at once, and an empty name too', () => {
  expect(wrongIn({ ...good, inn: '7707083894', kpp: '77', ogrn: '1', name: ' ' })).toEqual({
    inn: 'inn_invalid',
    kpp: 'kpp_invalid',
    ogrn: 'ogrn_invalid',
    name: 'required',
  })
  expect(wrongIn({ ...emptyDraft, foreign: true })).toEqual({ inn: 'required', name: 'required' })
})

test('only what a person changed is sent', () => {
  expect(changesOf(good, { ...good, name: ' ООО «Клиент» ', legalAddress: ' Москва ' })).toEqual({
    legalAddress: 'Москва',
  })
  expect(changesOf(good, { ...good, kpp: '' })).toEqual({ kpp: null })
  expect(inputOf(good)).toMatchObject({ kind: 'legal', ogrn: null, groupId: null })
})
