import { loadDemo, type DemoLoad } from '../server/src/demo/load-demo.ts'
import { importSupplierFiles } from '../server/src/demo/supplier/import-price-files.ts'
import type { ProfileName } from '../server/src/demo/profile.ts'
import type { Config } from '../server/src/kernel/config.ts'
import { openDatabase } from '../server/src/kernel/db.ts'
import { openFiles } from '../server/src/kernel/files.ts'

/** Loads the demo company into a migrated database, with connections of its own that end with it. */
export async function loadDemoInto(
  url: string,
  config: Config,
  profile: ProfileName,
  today = new Date().toISOString().slice(0, 10),
): Promise<DemoLoad> {
  const database = openDatabase(url, {
    max: 4,
    onIdleError: (error) => {
      throw error
    },
  })
  try {
    const load = await loadDemo({ pool: database.pool, files: await openFiles(config), today, profile })
    // the other profiles measure speed
    if (load.outcome === 'loaded' && profile === 'S')
      await importSupplierFiles({ database, dataDir: config.DATA_DIR, today })
    return load
  } finally {
    await database.close()
  }
}
