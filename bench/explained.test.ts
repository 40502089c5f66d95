import { expect, test } from 'vitest'
import { hottest, readExplained } from './explained.ts'

const log = (
  milliseconds: string,
  amount: string,
) => `2026-11-25 01:00:00.000 UTC [7] LOG:  duration: ${milliseconds} ms  plan:
	Query Text: select (select max(x.id) from catalog.units x) as most
	      from pricing.prices r
	      where r.amount = $1
	Query Parameters: $1 = '${amount}'
	Seq Scan on prices r  (cost=0.00..1.00 rows=1 width=4) (actual time=0.1..0.2 rows=1 loops=1)
	  Filter: (amount = $1)
2026-11-25 01:00:01.000 UTC [7] LOG:  duration: 12 ms  execute s1: something else
`

test('what PostgreSQL explained is read with its parameters, and other lines of the log are passed over', () => {
  const [first, ...others] = readExplained(log('3.5', '12'), 'page')
  expect(others).toEqual([])
  expect(first).toMatchObject({ scenario: 'page', milliseconds: 3.5, parameters: "$1 = '12'" })
  expect(first!.plan).toMatch(/^Seq Scan on prices r .*\n {2}Filter/)
  expect(first!.query).toMatch(/\nfrom pricing\.prices r\nwhere r\.amount = \$1\n?$/)
})

test('one query is kept once, with the plan of its middle execution, under the table outside all brackets', () => {
  const executions = ['1', '9', '5'].flatMap((milliseconds) =>
    readExplained(log(milliseconds, milliseconds), 'page'),
  )
  const [kept, ...others] = hottest(executions, 10)
  expect(others).toEqual([])
  expect(kept!.name).toBe('pricing.prices')
  expect(kept!.text).toContain('3 executions, median 5.00 ms, longest 9.00 ms')
  expect(kept!.text).toContain("Parameters: $1 = '5'")
})
