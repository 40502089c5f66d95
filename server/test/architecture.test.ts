import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkArchitecture } from './architecture/check.ts'
import { circlesInGraph } from './architecture/place.ts'

const src = fileURLToPath(new URL('../src', import.meta.url))

describe('the code keeps to graph.ts', () => {
  const { files, violations, reads } = checkArchitecture(src)

  test('no file breaks a rule', () => {
    expect(violations.map(({ rule, path, line, detail }) => `${path}:${line}  ${rule}  ${detail}`)).toEqual(
      [],
    )
  })

  test('the graph itself has no circles', () => {
    expect(circlesInGraph()).toEqual([])
  })

  test('every file and every import was seen', () => {
    const seen = new Set(files.map(({ path }) => join(src, path)))
    expect(sourcesBelow(src).filter((path) => !seen.has(path))).toEqual([])
    // counted by another way than the parser's
    const imports = files.map(
      ({ text }) => text.match(/^(?:import|export)\b[^;'"]*?\bfrom '[^']+'|^import '/gm)?.length ?? 0,
    )
    const edges = files.map(({ edges }) => edges.length)
    expect(files.filter((_, i) => edges[i]! < imports[i]!).map(({ path }) => path)).toEqual([])
    expect(sum(edges)).toBeGreaterThan(files.length)
  })

  test('reads across modules', () => {
    const byModule = Map.groupBy(reads, ({ module }) => module)
    for (const [module, tables] of byModule)
      console.log(
        `${module} reads ${tables
          .map(({ table }) => table)
          .sort()
          .join(', ')}`,
      )
    expect(reads.every(({ module, table }) => !table.startsWith(`${module}.`))).toBe(true)
  })
})

describe('every planted violation is found', () => {
  const planted = fileURLToPath(new URL('planted', import.meta.url))
  const { files, violations } = checkArchitecture(planted)

  test('each where it is marked, and nothing else', () => {
    const marked = files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, i) => {
        const rule = /\/\/ planted: (.+)$/.exec(line)?.[1]
        return rule ? rule.split(', ').map((one) => `${path}:${i + 1} ${one}`) : []
      }),
    )
    expect(marked.length).toBeGreaterThanOrEqual(15)
    expect(violations.map(({ rule, path, line }) => `${path}:${line} ${rule}`).sort()).toEqual(marked.sort())
  })

  test('a file that cannot be parsed is not passed over', () => {
    expect(() => checkArchitecture(fileURLToPath(new URL('planted-broken', import.meta.url)))).toThrow(
      'broken.ts',
    )
  })
})

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesBelow(path)
    return /(?<!\.test)\.ts$/.test(entry.name) ? [path] : []
  })
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
