import { readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { parseSync } from 'oxc-parser'

/** An import or a re-export. */
export interface Edge {
  specifier: string
  /** the imported file inside `src`, or undefined for a package */
  target: string | undefined
  typeOnly: boolean
  line: number
}

/** A node of the syntax tree, as far as the rules look at it. */
export interface Node {
  type: string
  start: number
  [field: string]: unknown
}

export interface SourceFile {
  /** relative to `src`, with slashes */
  path: string
  text: string
  edges: Edge[]
  program: Node
  lineOf(node: Node): number
}

/** Parses a file; throws when it has a syntax error, because a file not understood would pass every rule. */
export function readSourceFile(src: string, absolute: string): SourceFile {
  const text = readFileSync(absolute, 'utf8')
  const { module, program, errors } = parseSync(absolute, text)
  if (errors.length > 0) throw new Error(`${absolute}: ${errors[0]!.message}`)
  const line = (offset: number) => text.slice(0, offset).split('\n').length
  const edge = (specifier: string, typeOnly: boolean, start: number): Edge => ({
    specifier,
    target: resolve(src, absolute, specifier),
    typeOnly,
    line: line(start),
  })
  const imports = module.staticImports.map(({ moduleRequest, entries, start }) =>
    edge(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType), start),
  )
  const exports = module.staticExports.flatMap(({ entries, start }) => {
    const from = entries.find((entry) => entry.moduleRequest)?.moduleRequest
    return from
      ? [
          edge(
            from.value,
            entries.every((entry) => entry.isType),
            start,
          ),
        ]
      : []
  })
  const dynamic = module.dynamicImports.map(({ moduleRequest, start }) => {
    const specifier = /^['"](.*)['"]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1]
    return edge(specifier ?? '(computed)', false, start)
  })
  return {
    path: relative(src, absolute).split(sep).join('/'),
    text,
    edges: [...imports, ...exports, ...dynamic],
    program: program as unknown as Node,
    lineOf: (node) => line(node.start),
  }
}

function resolve(src: string, from: string, specifier: string): string | undefined {
  const absolute = specifier.startsWith('.')
    ? join(dirname(from), specifier)
    : specifier.startsWith('#src/')
      ? join(src, specifier.slice('#src/'.length))
      : specifier.startsWith('#kernel/')
        ? join(src, 'kernel', specifier.slice('#kernel/'.length))
        : undefined
  return absolute && relative(src, absolute).split(sep).join('/')
}

/** Calls `visit` for every node below, outer ones first; `visit` returns false to stay outside. */
export function walk(node: Node, visit: (node: Node) => boolean | void): void {
  if (visit(node) === false) return
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit)
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
