import { mayUse, placeOf, floorOf } from './place.ts'
import type { Edge, SourceFile } from './source-file.ts'

export interface Violation {
  rule: string
  path: string
  line: number
  detail: string
}

/** What a file may import. */
export function importViolations(file: SourceFile): Violation[] {
  const found = (edge: Edge, rule: string): Violation[] => [
    { rule, path: file.path, line: edge.line, detail: edge.specifier },
  ]
  const from = placeOf(file.path)
  if (from.kind === 'unknown') return [{ rule: 'unknown module', path: file.path, line: 1, detail: '' }]
  if (from.kind === 'composition') return []
  return file.edges.flatMap((edge) => {
    if (edge.specifier === '(computed)') return found(edge, 'computed import')
    if (edge.target === undefined) return []
    const to = placeOf(edge.target)
    if (to.kind === 'kernel') return []
    if (to.kind === 'shared')
      return edge.typeOnly || from.kind === 'shared' ? [] : found(edge, 'shared data as a value')
    if (to.kind === 'unknown') return found(edge, 'unknown module')
    if (from.kind !== 'module') return found(edge, 'upward import')
    if (to.kind === 'composition') return found(edge, 'import of the composition')
    if (to.module === from.module) return []
    if (!mayUse(from, to.module))
      return found(edge, floorOf(to.module) === from.floor ? 'undeclared same-floor import' : 'upward import')
    return /\/(public|events)\.ts$/.test(edge.target) && edge.target.split('/').length === 3
      ? []
      : found(edge, 'deep import')
  })
}

/** Files that import each other in a circle when they run; types are erased and cannot do harm. */
export function circularImports(files: readonly SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const violations: Violation[] = []
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      const circle = [...way.slice(way.indexOf(path)), path]
      violations.push({ rule: 'cycle', path, line: 1, detail: circle.join(' → ') })
      return
    }
    if (done.has(path)) return
    for (const { target, typeOnly } of byPath.get(path)?.edges ?? [])
      if (target && !typeOnly) visit(target, [...way, path])
    done.add(path)
  }
  for (const { path } of files) visit(path, [])
  return violations
}
