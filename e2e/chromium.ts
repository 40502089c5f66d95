import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import bundled, { inflate } from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

const cache = fileURLToPath(new URL('../node_modules/.cache', import.meta.url))

/** A headless Chromium: CHROME_PATH, or on Linux the one that came with the dependencies. Throws in words. */
export async function launchChromium(): Promise<Browser> {
  const { path, env } = await findChromium()
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    // root may not use Chromium's sandbox; containers have a small /dev/shm
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--disable-gpu'],
  })
}

async function findChromium(): Promise<{ path: string; env: Record<string, string> }> {
  const own = process.env['CHROME_PATH']
  if (own && !existsSync(own)) throw new Error(`CHROME_PATH says ${own}, and there is nothing.`)
  if (own) return { path: own, env: {} }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `The browser tests bring a Chromium for Linux on x64 only; this is ${process.platform} on ${process.arch}. ` +
        'Set CHROME_PATH to the program of a Chrome or Chromium on this machine.',
    )
  const folder = await unpackedChromium()
  const path = join(folder, 'chromium')
  const env = { FONTCONFIG_PATH: join(folder, 'fonts') }
  if (runs(path, env)) return { path, env }
  // a bare machine has no NSS; the package brings the libraries of Amazon Linux, which fit elsewhere too
  const withLibraries = { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  const run = spawnSync(path, ['--version'], { env: { ...process.env, ...withLibraries }, encoding: 'utf8' })
  if (run.status === 0) return { path, env: withLibraries }
  throw new Error(
    `The bundled Chromium does not run here (${run.stderr.trim()}). Set CHROME_PATH to another.`,
  )
}

function runs(path: string, env: Record<string, string>): boolean {
  return spawnSync(path, ['--version'], { env: { ...process.env, ...env } }).status === 0
}

/** Unpacked once for each version of the package, into a folder that appears only when it is whole. */
async function unpackedChromium(): Promise<string> {
  const home = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))))
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const folder = join(cache, `artikul-chromium-${version}-fonts`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const half = mkdtempSync(join(cache, 'chromium-'))
  const temporary = process.env['TMPDIR']
  // the package unpacks into the temporary folder, wherever that is
  process.env['TMPDIR'] = half
  try {
    await bundled.executablePath()
    await inflate(join(home, 'bin', 'al2023.tar.br'))
    writeFileSync(join(half, 'fonts', 'fonts.conf'), fontsConfiguration(folder))
    renameSync(half, folder)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    // another run was faster
    if (!existsSync(folder)) throw error
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = temporary
  }
  return folder
}

/** The package's own file looks for fonts where only its cloud has them; without any font Chromium ends itself. */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts', 'cache')}</cachedir>
</fontconfig>
`
}
