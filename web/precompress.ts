// Writes .br and .gz beside the built files, once, so that the server never compresses them while somebody waits.
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const client = fileURLToPath(new URL('build/client/', import.meta.url))
const worthwhile = 1024

for (const file of globSync('**/*.{js,css,svg,json,webmanifest}', { cwd: client })) {
  const path = `${client}${file}`
  if (statSync(path).size < worthwhile) continue
  const plain = readFileSync(path)
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }))
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    }),
  )
}
