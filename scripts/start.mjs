// npm start: installs what is missing, then starts the server on the Node.js that came with the dependencies.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import './ensure-install.mjs'
import { serverAllocator, serverMemory } from './server-memory.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
const server = spawn(node, [...serverMemory, join(root, 'scripts/serve.ts')], {
  cwd: root,
  env: {
    ...serverAllocator,
    ...process.env,
    PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
  },
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
// npm hands a SIGTERM only to its shell, and a kill -9 to nobody: that it is gone is all that we learn
const parent = process.ppid
const npm = npmProcess()
setInterval(() => (process.ppid !== parent || !isAlive(npm)) && server.kill('SIGTERM'), 500).unref()
server.on('error', (error) => {
  console.error(`${node} does not run: ${error.message}`)
  process.exit(1)
})
server.on('exit', (code) => process.exit(code ?? 1))

/** Our parent is npm's shell, or npm itself where the shell has made room for us. */
function npmProcess() {
  const stat = `/proc/${parent}/stat`
  if (!existsSync(stat)) return parent
  const [, grandparent] = /\) \S (\d+)/.exec(readFileSync(stat, 'utf8')) ?? []
  const isNpm = grandparent && readFileSync(`/proc/${grandparent}/cmdline`, 'utf8').startsWith('npm')
  return isNpm ? Number(grandparent) : parent
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    // npm runs as the same user, so that it may not be asked means that it is another process
    return false
  }
}
