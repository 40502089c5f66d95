import { fileURLToPath } from 'node:url'
import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'

export default defineConfig({
  plugins: [reactRouter(), contractWithoutValidation()],
  build: { target: 'es2022', assetsInlineLimit: 1024 },
  // one copy of the contract and of React in the server bundle, run by the same Node
  ssr: { noExternal: ['@portal/api', /^@mantine/, /^@tabler/] },
})

/**
 * The browser takes from the contract methods, paths and types; the server validates. So the contract's files get a
 * silent stand-in for zod there, which saves each first visit 25 kB and the building of hundreds of schemas.
 * Code of the client that imports zod by itself gets the real one.
 */
function contractWithoutValidation(): Plugin {
  const standIn = fileURLToPath(new URL('app/lib/contract-schemas.ts', import.meta.url))
  return {
    name: 'contract-without-validation',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id, importer) =>
      id === 'zod' && importer && /[\\/]api[\\/]src[\\/]/.test(importer) ? standIn : null,
  }
}
