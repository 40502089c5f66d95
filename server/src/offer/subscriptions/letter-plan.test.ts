import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digestEveryMinutes, gatherMinutes, mostSingleLetters, planLetters } from './letter-plan.ts'

const start = new Date('2026-11-24T07:00:00Z')
const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

it('a few products are told of at once, each in a letter of its own', () => {
  const untold = { products: 3, firstFiredAt: start, singlesInHour: 0, lastDigestAt: null }
  expect(planLetters(untold, start)).toEqual({ write: 'singles' })
})

it('many products wait for the rest of the import, then come in one digest', () => {
  const untold = { products: 40, firstFiredAt: start, singlesInHour: 0, lastDigestAt: null }
  expect(planLetters(untold, at(1))).toEqual({ write: 'nothing', until: at(gatherMinutes) })
  expect(planLetters(untold, at(gatherMinutes))).toEqual({ write: 'digest' })
})

it('an hour never brings more than three letters and one digest, however the import comes in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 60, maxLength: 180 }), (perMinute) => {
      const singles: number[] = []
      const digests: number[] = []
      let untold: number[] = []
      perMinute.forEach((fired, minute) => {
        untold.push(...Array.from({ length: fired }, () => minute))
        if (untold.length === 0) return
        const plan = planLetters(
          {
            products: untold.length,
            firstFiredAt: at(untold[0]!),
            singlesInHour: singles.filter((then) => then > minute - 60).length,
            lastDigestAt: digests.length > 0 ? at(digests.at(-1)!) : null,
          },
          at(minute),
        )
        if (plan.write === 'nothing') return
        if (plan.write === 'digest') digests.push(minute)
        else singles.push(...untold.map(() => minute))
        untold = []
      })
      for (const first of singles)
        expect(singles.filter((then) => then >= first && then < first + 60).length).toBeLessThanOrEqual(
          mostSingleLetters,
        )
      digests
        .slice(1)
        .forEach((minute, place) =>
          expect(minute - digests[place]!).toBeGreaterThanOrEqual(digestEveryMinutes),
        )
    }),
  )
})
