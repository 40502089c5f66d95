import { feedSettings, type FeedSettings } from '@portal/api/feeds.ts'

const defaults: FeedSettings = {
  matchBy: 'auto',
  createProducts: true,
  updateProducts: false,
  // a Russian price list that does not say so includes VAT
  includesVat: true,
  currency: 'RUB',
  groupCategories: true,
  sheetCategories: true,
  mode: 'delta',
  missing: 'keep',
  maxDropPercent: 30,
  auto: false,
  url: null,
  everyHours: 24,
}

/** Settings of a source as stored (possibly by an older version), completed by the defaults. */
export function settingsOf(stored: unknown): FeedSettings {
  return { ...defaults, ...feedSettings.partial().parse(stored ?? {}) }
}
