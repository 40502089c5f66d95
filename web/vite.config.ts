import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  build: { target: 'es2022', assetsInlineLimit: 1024 },
  // one copy of the contract and of React in the server bundle, run by the same Node
  ssr: { noExternal: ['@portal/api', /^@mantine/, /^@tabler/] },
})
