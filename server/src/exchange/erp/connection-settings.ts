import { connection } from '@portal/api/exchange.ts'
import type { z } from 'zod'

export type ConnectionSettings = z.infer<typeof connection.shape.settings>

const defaults: ConnectionSettings = {
  // a Russian price type that does not say so includes VAT
  pricesIncludeVat: true,
  stockIs: 'free',
  maxVanishPercent: 30,
  deactivateMissing: true,
  ordersAfterConfirmation: true,
}

/** Settings of a connection as stored (possibly by an older version), completed by the defaults. */
export function settingsOf(stored: unknown): ConnectionSettings {
  return { ...defaults, ...connection.shape.settings.partial().parse(stored ?? {}) }
}
