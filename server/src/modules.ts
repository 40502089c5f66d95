import type { App } from '#kernel/app.ts'
import type { Reaction } from '#kernel/events.ts'
import { mailSender } from '#kernel/mail.ts'
import type { Jobs, Task } from '#kernel/worker.ts'
import { feedCron, feedTasks } from './exchange/feeds/tasks.ts'
import { mountFeeds } from './exchange/feeds/routes.ts'
import { mountErp } from './exchange/erp/routes.ts'
import { sourcesNamed } from './exchange/erp/sources.ts'
import { erpCron, erpTasks } from './exchange/erp/tasks.ts'
import { shipmentReactions } from './fulfilment/shipments/follow-erp.ts'
import { mountShipments } from './fulfilment/shipments/routes.ts'
import { mountCatalog } from './goods/catalog/routes.ts'
import { catalogCron, catalogTasks } from './goods/catalog/trim-changes.ts'
import { freeStock, stockOf } from './goods/inventory/public.ts'
import { inventoryCron, inventoryTasks } from './goods/inventory/trim-changes.ts'
import { mountInventory } from './goods/inventory/routes.ts'
import { lotCron, lotTasks } from './goods/inventory/tasks.ts'
import { readUploadTask } from './offer/matching/create-upload.ts'
import { uploadReader } from './offer/matching/read-upload.ts'
import { mountMatching } from './offer/matching/routes.ts'
import { mountSubscriptions } from './offer/subscriptions/routes.ts'
import { subscriptionCron, subscriptionReactions, subscriptionTasks } from './offer/subscriptions/tasks.ts'
import { mountPartNumbers } from './offer/partnumbers/routes.ts'
import { mountPricelists } from './offer/pricelists/routes.ts'
import { priceFileCron, priceFileTasks } from './offer/pricelists/tasks.ts'
import { countOffered } from './offer/showcase/public.ts'
import { mountShowcase } from './offer/showcase/routes.ts'
import { showcaseCron, showcaseTasks } from './offer/showcase/search-words/empty-searches.ts'
import { resetTask, resetWriter } from './people/identity/public.ts'
import { mountIdentity } from './people/identity/routes.ts'
import { mountOrganizations } from './people/organizations/routes.ts'
import { mountSellers } from './people/sellers/routes.ts'
import { mountSettings } from './people/settings/routes.ts'
import {
  contractsOffering,
  countContracts,
  countContractsByList,
  countContractsByWarehouse,
} from './terms/contracts/public.ts'
import { mountContracts } from './terms/contracts/routes.ts'
import { mountCredit } from './terms/credit/routes.ts'
import { mountContexts } from './terms/contexts/routes.ts'
import { floorsUnder } from './terms/ownprices/public.ts'
import { basePrices, pricesOf } from './terms/pricing/public.ts'
import { mountPricing } from './terms/pricing/routes.ts'
import { mountVisibility } from './terms/visibility/routes.ts'
import { quantitiesInCarts } from './trade/carts/public.ts'
import { mountCarts } from './trade/carts/routes.ts'
import { orderReactions } from './trade/orders/reactions.ts'
import { mountOrders } from './trade/orders/routes.ts'
import { orderCron, orderTasks } from './trade/orders/tasks.ts'

/** Mounts every module's endpoints, floor by floor. */
export function mountModules(app: App): void {
  mountIdentity(app)
  mountSettings(app)
  mountSellers(app)
  mountOrganizations(app, { countContracts })
  mountCatalog(app, {
    freeStock,
    stockOf,
    basePrices,
    pricesOf,
    contractsOffering,
    sourceNames: async (db, sources) =>
      new Map([...(await sourcesNamed(db, sources))].map(([source, { name }]) => [source, name])),
  })
  mountInventory(app, { contractsOf: countContractsByWarehouse })
  mountPricing(app, { contractsOf: countContractsByList, sources: sourcesNamed })
  mountVisibility(app)
  mountContracts(app, { countOffered, floors: floorsUnder })
  mountContexts(app)
  mountCredit(app)
  mountPartNumbers(app)
  mountShowcase(app, { inCarts: quantitiesInCarts })
  mountMatching(app, { inCarts: quantitiesInCarts })
  mountSubscriptions(app)
  mountPricelists(app)
  mountCarts(app)
  mountOrders(app)
  mountShipments(app)
  mountErp(app)
  mountFeeds(app)
}

/** What runs in the background: tasks by name, reactions to events, the timetable (UTC). */
export function jobsOf(app: Omit<App, 'fastify'>): Jobs {
  const tasks: Record<string, Task> = {
    ...catalogTasks(app.db),
    ...inventoryTasks(app.db),
    [resetTask]: resetWriter(app.db, app.config.publicUrl, () => app.clock.now()),
    'mail:send': mailSender(app.config, app.db, app.files, () => app.clock.now()),
    [readUploadTask]: uploadReader(app),
    ...showcaseTasks(app.db),
    ...subscriptionTasks({ db: app.db, clock: app.clock, publicUrl: app.config.publicUrl }),
    ...priceFileTasks(app),
    ...lotTasks(app),
    ...orderTasks(app),
    ...erpTasks({
      dataDir: app.config.DATA_DIR,
      db: app.db,
      clock: app.clock,
      files: app.files,
      log: app.log,
    }),
    ...feedTasks({ dataDir: app.config.DATA_DIR, db: app.db, clock: app.clock, log: app.log }),
  }
  const reactions: Reaction[] = [
    ...orderReactions(app.config.publicUrl, app.clock),
    ...shipmentReactions(app.clock),
    ...subscriptionReactions(app.clock),
  ]
  const cron = [
    ...catalogCron,
    ...inventoryCron,
    ...lotCron,
    ...orderCron,
    ...erpCron,
    ...feedCron,
    ...subscriptionCron,
    ...priceFileCron,
    ...showcaseCron,
  ]
  return { tasks, reactions, cron }
}
