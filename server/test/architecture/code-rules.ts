import type { Violation } from './import-rules.ts'
import { floorOf, mayUse, placeOf } from './place.ts'
import { isNode, walk, type Node, type SourceFile } from './source-file.ts'

/** A module that reads a table of another module. */
export interface Read {
  module: string
  table: string
}

const writeMethods = /^(insertInto|updateTable|deleteFrom|mergeInto|replaceInto)$/
const readMethods = /^(selectFrom|from|using|\w+Join|\w+JoinLateral)$/
const writeSql =
  /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from(?:\s+only)?|merge\s+into|truncate(?:\s+table)?|copy)\s+"?(\w+)"?\."?\w+/gi
const readSql = /\b(?:from|join|using)\s+(?:only\s+|lateral\s+)?"?(\w+)"?\."?(\w+)"?/gi

/** What a file of a module may do: its clock, its output, its transactions, its tables. */
export function codeViolations(file: SourceFile): { violations: Violation[]; reads: Read[] } {
  const place = placeOf(file.path)
  const violations: Violation[] = []
  const reads: Read[] = []
  if (place.kind !== 'module') return { violations, reads }
  const found = (node: Node, rule: string, detail: string) =>
    violations.push({ rule, path: file.path, line: file.lineOf(node), detail })

  walk(file.program, (node) => {
    if (isClock(node)) found(node, 'clock', 'take the time from the clock that is handed in')
    if (isMember(node, 'console')) found(node, 'console', 'use the log that is handed in')
    const body = transactionBody(node)
    for (const use of body ? usesOfDb(body) : []) found(use, 'db inside a transaction', 'use tx')
    for (const schema of writtenSchemas(node))
      if (schema !== place.module && isOurSchema(schema)) found(node, 'write to a foreign schema', schema)
    for (const { schema, table } of readTables(node)) {
      if (schema === place.module || !isOurSchema(schema)) continue
      if (schema === 'kernel' || mayUse(place, schema))
        reads.push({ module: place.module, table: `${schema}.${table}` })
      else found(node, 'read of a table above', `${schema}.${table}`)
    }
  })
  return { violations, reads }
}

const isOurSchema = (name: string) => name === 'kernel' || floorOf(name) !== undefined

function isClock(node: Node): boolean {
  if (node.type === 'NewExpression')
    return (
      isIdentifier(node['callee'], 'Date') &&
      Array.isArray(node['arguments']) &&
      node['arguments'].length === 0
    )
  return isMember(node, 'Date', 'now')
}

/** `object.name`, or any member of `object`. */
function isMember(node: Node, object: string, name?: string): boolean {
  return (
    node.type === 'MemberExpression' &&
    isIdentifier(node['object'], object) &&
    (name === undefined || isIdentifier(node['property'], name))
  )
}

function isIdentifier(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node['name'] === name
}

/** A function with a parameter of type Tx, or one that is handed to `transaction(…)`: its body runs in a transaction. */
function transactionBody(node: Node): Node | undefined {
  if (isFunction(node)) return list(node['params']).some(isOfTypeTx) ? (node['body'] as Node) : undefined
  if (node.type !== 'CallExpression' || !isIdentifier(node['callee'], 'transaction')) return undefined
  const callback = list(node['arguments']).findLast(isFunction)
  return callback && (callback['body'] as Node)
}

const isFunction = (node: Node) =>
  /^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(node.type)

const list = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])

function isOfTypeTx(parameter: Node): boolean {
  const annotation = parameter['typeAnnotation']
  const type = isNode(annotation) ? annotation['typeAnnotation'] : undefined
  return isNode(type) && type.type === 'TSTypeReference' && isIdentifier(type['typeName'], 'Tx')
}

/** The identifier `db`, and the member `.db` of anything; a property that is only called so does not count. */
function usesOfDb(body: Node): Node[] {
  const uses: Node[] = []
  const visit = (node: Node): void =>
    walk(node, (inner) => {
      if (isIdentifier(inner, 'db')) uses.push(inner)
      if (inner.type === 'Property' && inner['shorthand'] === false) {
        visit(inner['value'] as Node)
        return false
      }
      return true
    })
  visit(body)
  return uses
}

function writtenSchemas(node: Node): string[] {
  const named = tablesOfCall(node, writeMethods).map(({ schema }) => schema)
  return [...named, ...[...textOf(node).matchAll(writeSql)].map((match) => match[1]!.toLowerCase())]
}

function readTables(node: Node): { schema: string; table: string }[] {
  const inSql = [...textOf(node).matchAll(readSql)].map((match) => ({ schema: match[1]!, table: match[2]! }))
  return [...tablesOfCall(node, readMethods), ...inSql]
}

/** Tables named as text in calls such as `.insertInto('orders.lines')` or `.selectFrom(['a.b', 'c.d as e'])`. */
function tablesOfCall(node: Node, methods: RegExp): { schema: string; table: string }[] {
  if (node.type !== 'CallExpression') return []
  const callee = node['callee'] as Node
  const property = callee.type === 'MemberExpression' ? (callee['property'] as Node)['name'] : undefined
  if (typeof property !== 'string' || !methods.test(property)) return []
  const first = list(node['arguments'])[0]
  const names = first?.type === 'ArrayExpression' ? list(first['elements']) : first ? [first] : []
  return names.flatMap((name) => {
    const [, schema, table] = /^(\w+)\.(\w+)/.exec(String(name['value'] ?? '')) ?? []
    return schema && table ? [{ schema, table }] : []
  })
}

/** The text of a string or a template; what is put into a template stands as a gap. */
function textOf(node: Node): string {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node.type !== 'TemplateLiteral') return ''
  return list(node['quasis'])
    .map((quasi) => (quasi['value'] as { raw: string }).raw)
    .join(' … ')
}
