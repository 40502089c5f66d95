import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../server/src/kernel/refusal.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where the built client and its server part are. */
export const webBuild = join(root, 'web/build')

const stampFile = join(webBuild, '.sources')

/** Builds the web client when its sources, the contract or the libraries have changed since the last build. */
export async function buildWeb(): Promise<'built' | 'up to date'> {
  const stamp = sourcesHash()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 'up to date'
  const npm = spawn('npm', ['run', '--silent', 'build', '-w', 'web'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  let words = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (words += chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    npm.on('error', reject)
    npm.on('close', resolve)
  })
  if (code !== 0) throw new Refusal(`The web client could not be built:\n${words.trim().slice(-4000)}`)
  mkdirSync(webBuild, { recursive: true })
  writeFileSync(stampFile, stamp)
  return 'built'
}

function sourcesHash(): string {
  const hash = createHash('sha256')
  const files = globSync(['web/**/*', 'api/**/*', 'package-lock.json'], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) =>
      /^(node_modules|build|\.react-router)$/.test(typeof entry === 'string' ? entry : entry.name),
  })
  const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.sort())
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path))
  return hash.digest('hex')
}
