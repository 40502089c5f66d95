/** One execution of a query as PostgreSQL's auto_explain wrote it into its log. */
export interface Explained {
  scenario: string
  milliseconds: number
  query: string
  parameters: string | null
  plan: string
}

const entry =
  /^[^\t\n]*\[\d+\] LOG: {2}duration: ([\d.]+) ms {2}plan:\n\tQuery Text: ([\s\S]*?)(?=^[^\t\n])/gm

/** Reads what has been logged; `scenario` is what was asked meanwhile. Statements without a plan worth keeping are left out. */
export function readExplained(log: string, scenario: string): Explained[] {
  // a line of another entry ends the last one
  return Array.from(`${log}\n~`.matchAll(entry), ([, milliseconds, body]) => {
    const text = body!.replaceAll(/^\t/gm, '')
    const planStart = text.search(/^\S[^\n]*\(cost=/m)
    const before = text.slice(0, planStart)
    const parametersStart = before.search(/^Query Parameters: /m)
    return {
      scenario,
      milliseconds: Number(milliseconds),
      query: dedented(parametersStart < 0 ? before : before.slice(0, parametersStart)),
      parameters:
        parametersStart < 0 ? null : before.slice(parametersStart + 'Query Parameters: '.length).trim(),
      plan: text.slice(planStart).trimEnd(),
    }
  })
}

/** The queries that took the most time in all, each with the plan of its middle execution, as text for a file. */
export function hottest(explained: readonly Explained[], count: number): { name: string; text: string }[] {
  const total = explained.reduce((sum, each) => sum + each.milliseconds, 0)
  const groups = [...Map.groupBy(explained, ({ query }) => query.replaceAll(/\s+/g, ' '))].map(([, all]) => ({
    all: all.toSorted((a, b) => a.milliseconds - b.milliseconds),
    milliseconds: all.reduce((sum, each) => sum + each.milliseconds, 0),
  }))
  return groups
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, count)
    .map(({ all, milliseconds }) => {
      const middle = all[Math.floor(all.length / 2)]!
      const asked = [...new Set(all.map(({ scenario }) => scenario))]
      const share = ((milliseconds / total) * 100).toFixed(1)
      const head = [
        `${share} % of the time in PostgreSQL: ${all.length} executions, median ${middle.milliseconds.toFixed(2)} ms, longest ${all.at(-1)!.milliseconds.toFixed(2)} ms (with the cost of explaining).`,
        `Asked by: ${asked.join('; ')}.`,
      ]
      const parameters = middle.parameters === null ? [] : [`Parameters: ${middle.parameters}`]
      const text = [head.join('\n'), middle.query.trim(), ...parameters, middle.plan].join('\n\n')
      return { name: nameOf(middle.query), text: `${text}\n` }
    })
}

/** The first table outside all brackets, of a reading or a writing statement. */
function nameOf(query: string): string {
  let outside = query
  for (let before = ''; before !== outside;) {
    before = outside
    outside = outside.replaceAll(/\([^()]*\)/g, '')
  }
  return /\b(?:from|join|update|into)\s+([a-z_]+\.[a-z_]+)/i.exec(outside)?.[1] ?? 'query'
}

/** Without the indentation that the query has in our source, which says nothing here. */
function dedented(query: string): string {
  const lines = query.split('\n')
  const indents = lines.slice(1).flatMap((line) => (line.trim() ? [/^ */.exec(line)![0].length] : []))
  const least = Math.min(...indents, 40)
  return lines.map((line, index) => (index === 0 ? line : line.slice(least))).join('\n')
}
