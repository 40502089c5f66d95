// Makes sure that the dependencies of the present package-lock.json are installed.
// Plain JavaScript without dependencies: it runs on the Node that the person has, before anything is there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stampFile = join(root, 'node_modules/.artikul-install')
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
const stamp = createHash('sha256').update(`${process.platform} ${process.arch}\n${lock}`).digest('hex')

refuseOldNode()
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  if (!installedByHand()) install()
  refuseMissingNode()
  writeFileSync(stampFile, stamp)
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    stop(
      `Artikul needs Node.js 20.19 or newer to begin with; this is ${process.version}. See https://nodejs.org`,
    )
}

/** npm notes what it installed; when that is what the lock asks for, somebody ran npm already. */
function installedByHand() {
  const note = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(note)) return false
  const present = JSON.parse(readFileSync(note, 'utf8')).packages
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, wanted]) =>
      !path.startsWith('node_modules/') ||
      wanted.optional ||
      wanted.devOptional ||
      (present[path]?.version === wanted.version && present[path]?.integrity === wanted.integrity),
  )
}

function install() {
  console.log('Installing the dependencies of this version with npm ci. The first time takes about a minute.')
  const started = Date.now()
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const run = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (run.status !== 0)
    stop(
      `npm ci did not succeed${run.error ? ` (${run.error.message})` : ''}; its own words stand above.\n` +
        'Usual reasons: no way to the npm registry (proxy, offline), no space on the disk, or no right to write here.\n' +
        'Nothing is lost: mend it and run the same command again.',
    )
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

/** Everything else runs on the Node that came as a dependency. */
function refuseMissingNode() {
  const bin = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  const run = spawnSync(bin, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' })
  if (run.status !== 0)
    stop(
      `The Node.js that comes as the dependency "node" does not run (${run.error?.message ?? run.stderr.trim()}).\n` +
        'If npm is told not to run install scripts (`npm config get ignore-scripts`), allow them for this folder and run `npm ci`.',
    )
}

/** @param {string} words */
function stop(words) {
  console.error(words)
  process.exit(1)
}
