import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const files = globSync('ru/*.json', { cwd: folder }).map((file) => file.slice(3))

test('there are texts', () => {
  expect(files).toContain('common.json')
  expect(
    globSync('en/*.json', { cwd: folder })
      .map((file) => file.slice(3))
      .sort(),
  ).toEqual(files.sort())
})

test.each(files)('%s says the same in both languages, with the same values', (file) => {
  expect(valuesByKey('en', file)).toEqual(valuesByKey('ru', file))
})

test.each(files)('%s has every plural form that its language needs', (file) => {
  for (const [language, forms] of Object.entries({
    ru: ['one', 'few', 'many', 'other'],
    en: ['one', 'other'],
  })) {
    const keys = new Set(texts(language, file).map(([key]) => key))
    const plural = [...keys].filter((key) => /_(zero|one|two|few|many|other)$/.test(key))
    for (const key of new Set(plural.map(stem)))
      for (const form of forms) expect([...keys], `${language}/${file}`).toContain(`${key}_${form}`)
  }
})

function valuesByKey(language: string, file: string): Record<string, string[]> {
  const values: Record<string, Set<string>> = {}
  for (const [key, text] of texts(language, file)) {
    const known = (values[stem(key)] ??= new Set())
    for (const [, name] of text.matchAll(/\{\{(\w+)/g)) known.add(name!)
  }
  return Object.fromEntries(Object.entries(values).map(([key, names]) => [key, [...names].sort()]))
}

function stem(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}

function texts(language: string, file: string): [string, string][] {
  return flatten(JSON.parse(readFileSync(`${folder}/${language}/${file}`, 'utf8')) as object)
}

function flatten(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] =>
    typeof inner === 'string' ? [[`${path}${key}`, inner]] : flatten(inner as object, `${path}${key}.`),
  )
}
