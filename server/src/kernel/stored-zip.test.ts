import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unzip } from '#test/unzip.ts'
import { distinctNames, storedZip } from './stored-zip.ts'

const now = new Date('2026-11-24T07:00:00Z')
const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('an archive is as long as it was said to be, and holds what was put in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.stringMatching(/^[а-яa-z0-9]{1,20}$/), fc.uint8Array({ maxLength: 5000 })), {
        selector: ([name]) => name,
        maxLength: 8,
      }),
      async (files) => {
        const zip = await storedZip(
          'a.zip',
          files.map(([name, bytes], place) => ({
            name,
            sha256: shaOf(bytes),
            content:
              place % 2 === 0
                ? Buffer.from(bytes)
                : { size: bytes.length, open: async () => Readable.from([Buffer.from(bytes)]) },
          })),
          now,
        )
        const written = await buffer(await zip.open())
        expect(written.length).toBe(zip.size)
        const parts = await unzip(written)
        expect(parts.size).toBe(files.length)
        for (const [name, bytes] of files) expect(parts.get(name)!.equals(bytes)).toBe(true)
      },
    ),
    { numRuns: 40 },
  )
})

test('a file that cannot be read breaks the archive off, so that nobody takes half of it for the whole', async () => {
  const zip = await storedZip(
    'a.zip',
    [{ name: 'a', sha256: '', content: { size: 5, open: () => Promise.reject(new Error('gone')) } }],
    now,
  )
  await expect(buffer(await zip.open())).rejects.toThrow('gone')
})

test('no two files of an archive have one name', () => {
  expect(distinctNames(['a.pdf', 'A.pdf', 'a.pdf', 'b', 'b'])).toEqual([
    'a.pdf',
    'A (2).pdf',
    'a (3).pdf',
    'b',
    'b (2)',
  ])
})
