import { globSync } from 'node:fs'
import { join } from 'node:path'
import { codeViolations, type Read } from './code-rules.ts'
import { circularImports, importViolations, type Violation } from './import-rules.ts'
import { readSourceFile, type SourceFile } from './source-file.ts'

export interface Findings {
  files: SourceFile[]
  violations: Violation[]
  reads: Read[]
}

/** Reads every file of a `src` folder, tests aside, and holds it against graph.ts. */
export function checkArchitecture(src: string): Findings {
  const paths = globSync('**/*.ts', { cwd: src }).filter((path) => !path.endsWith('.test.ts'))
  const files = paths.sort().map((path) => readSourceFile(src, join(src, path)))
  const code = files.map(codeViolations)
  const violations = [
    ...files.flatMap(importViolations),
    ...circularImports(files),
    ...code.flatMap((one) => one.violations),
  ]
  return { files, violations: distinct(violations), reads: distinct(code.flatMap((one) => one.reads)) }
}

function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}
