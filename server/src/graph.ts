/**
 * Who may import whom, as data; server/test/architecture.test.ts holds the code to it.
 * Floors stand low to high. A module imports the `public.ts` and `events.ts` of modules on lower floors, of those
 * modules of its own floor that its row names, the kernel (floor 0) and the contract in api/.
 * A module writes only to the PostgreSQL schema of its own name, and reads what it may import.
 */
export const floors = [
  {
    name: 'people',
    modules: {
      audit: [],
      settings: ['audit'],
      identity: ['audit', 'settings'],
      sellers: ['audit', 'settings'],
      organizations: ['audit', 'identity', 'sellers', 'settings'],
      conversations: ['audit', 'identity', 'organizations'],
    },
  },
  {
    name: 'goods',
    modules: { catalog: [], inventory: ['catalog'] },
  },
  {
    name: 'terms',
    modules: {
      pricing: [],
      delivery: [],
      contracts: ['pricing', 'delivery'],
      visibility: ['contracts'],
      credit: ['contracts'],
      ownprices: ['contracts', 'pricing'],
      contexts: ['contracts'],
      budgets: ['contracts'],
      settlements: ['contracts', 'credit'],
      points: [],
    },
  },
  {
    name: 'offer',
    modules: {
      partnumbers: [],
      showcase: ['partnumbers'],
      matching: ['partnumbers', 'showcase'],
      lists: ['showcase'],
      pricelists: ['showcase'],
      subscriptions: ['showcase'],
    },
  },
  {
    name: 'trade',
    modules: {
      carts: [],
      quotes: ['carts'],
      approvals: ['carts'],
      orders: ['carts', 'quotes', 'approvals'],
      plans: ['orders'],
      requests: ['carts', 'orders'],
    },
  },
  {
    name: 'fulfilment',
    modules: {
      documents: [],
      shipments: ['documents'],
      invoices: ['documents', 'shipments'],
      payments: ['documents', 'invoices'],
      claims: ['documents', 'shipments'],
      commissions: ['documents', 'payments'],
    },
  },
  {
    name: 'growth',
    modules: {
      notifications: [],
      push: ['notifications'],
      newsletters: ['notifications'],
      leads: ['notifications'],
      nudges: [],
      feedback: ['notifications'],
      loyalty: ['notifications'],
      recommendations: [],
      analytics: [],
      competitors: [],
    },
  },
  {
    name: 'exchange',
    modules: { erp: [], feeds: ['erp'], crm: ['erp'], webhooks: [], punchout: [], privacy: [] },
  },
] as const satisfies readonly Floor[]

export interface Floor {
  name: string
  /** module → modules of the same floor that it may import; no circles */
  modules: Readonly<Record<string, readonly string[]>>
}

/** Files that put everything together: they may import any file, and nobody imports them. */
export const composition = [
  'app.ts',
  'main.ts',
  'modules.ts',
  'open-api.ts',
  'web-bridge.ts',
  'worker.ts',
  'demo/',
]

/** Plain data that everybody may import. */
export const shared = ['database.ts']
