import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadConfig } from '#kernel/config.ts'
import { openDatabase } from '#kernel/db.ts'
import { openFiles } from '#kernel/files.ts'
import { loadDemo } from '#src/demo/load-demo.ts'
import { importSupplierFiles } from '#src/demo/supplier/import-price-files.ts'
import { dropTemplate, makeTemplate, templateName, type TestPostgres } from './postgres-for-tests.ts'

const sources = fileURLToPath(new URL('../src/demo', import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url))

/** A template with the demo company of today, and the folder with its pictures and papers (a DATA_DIR to copy). */
export async function demoTemplate(postgres: TestPostgres): Promise<TestPostgres & { dataDir: string }> {
  const today = new Date().toISOString().slice(0, 10)
  const code = globSync('**/*.ts', { cwd: sources })
    .sort()
    .map((path) => readFileSync(join(sources, path), 'utf8'))
  const template = templateName('demo', [postgres.template, today, ...code].join('\0'))
  const dataDir = join(cache, template)
  // a server of one's own keeps its templates when node_modules goes
  if (!existsSync(dataDir)) await dropTemplate(postgres.adminUrl, template)
  await makeTemplate(postgres.adminUrl, template, postgres.template, async (url) => {
    mkdirSync(cache, { recursive: true })
    const half = mkdtempSync(join(cache, 'demo-'))
    const database = openDatabase(url, {
      max: 4,
      onIdleError: (error) => {
        throw error
      },
    })
    const files = await openFiles(loadConfig({ DATA_DIR: half }))
    await loadDemo({ pool: database.pool, files, today, profile: 'S' })
    await importSupplierFiles({ database, dataDir: half, today })
    await database.close()
    rmSync(dataDir, { recursive: true, force: true })
    renameSync(half, dataDir)
  })
  return { ...postgres, template, dataDir }
}
