import { createPriceFeed, readPriceFeed, revokePriceFeed } from '@portal/api/price-file-feeds.ts'
import {
  createPriceFileProfile,
  deletePriceFileProfile,
  getPriceFileChoices,
  getPriceFileProfile,
  listPriceFileProfiles,
  previewPriceFile,
  removePriceFileLogo,
  removePriceFileSchedule,
  setPriceFileLogo,
  setPriceFileSchedule,
  updatePriceFileProfile,
} from '@portal/api/price-file-profiles.ts'
import { downloadPriceFile, getPriceFile, listPriceFiles, makePriceFile } from '@portal/api/price-files.ts'
import {
  listCompanyPriceFeeds,
  listCompanyPriceFiles,
  revokeCompanyPriceFeed,
} from '@portal/api/price-files-of-company.ts'
import type { App } from '#kernel/app.ts'
import { mount, mountFile } from '#kernel/mount.ts'
import { brandsOffered, countOffered, loadConditions } from '#src/offer/showcase/public.ts'
import { priceListTerms } from './access.ts'
import { askForFile } from './ask-for-file.ts'
import { createFeed } from './create-feed.ts'
import { contentOf, fileFor, filePage } from './files.ts'
import { preview } from './preview.ts'
import { profileFor, profileList } from './profiles.ts'
import { companyFeed, companyFeeds, companyFiles } from './office.ts'
import { revokeFeed, revokeFeedOfCompany } from './revoke-feed.ts'
import { serveFeed } from './serve-feed.ts'
import { removeSchedule, setSchedule } from './set-schedule.ts'
import { removeLogo, setLogo } from './set-logo.ts'
import { changeProfile, createProfile, deleteProfile } from './write-profile.ts'

/** Price list files: what buyers make of their prices for themselves, their customers and their machines. */
export function mountPricelists(app: App): void {
  mount(app, listPriceFileProfiles, async ({ context }) => ({ items: await profileList(context) }))
  mount(app, getPriceFileProfile, ({ params, context }) => profileFor(context, params.profileId))
  mount(app, createPriceFileProfile, async ({ body, context }) =>
    profileFor(context, await createProfile(context, body)),
  )
  mount(app, updatePriceFileProfile, async ({ params, body, context }) => {
    await changeProfile(context, params.profileId, body)
    return profileFor(context, params.profileId)
  })
  mount(app, deletePriceFileProfile, async ({ params, context }) => {
    await deleteProfile(context, params.profileId)
    return {}
  })
  mount(app, setPriceFileLogo, async ({ params, file, context }) => {
    await setLogo(context, app.files, params.profileId, file)
    return profileFor(context, params.profileId)
  })
  mount(app, removePriceFileLogo, async ({ params, context }) => {
    await removeLogo(context, params.profileId)
    return profileFor(context, params.profileId)
  })

  mount(app, getPriceFileChoices, async ({ context }) => {
    const terms = priceListTerms(context)
    const conditions = await loadConditions(context.db, terms, context)
    const [total, brands] = await Promise.all([
      countOffered(context.db, terms, context),
      brandsOffered(context.db, conditions),
    ])
    return { total, brands }
  })
  mount(app, previewPriceFile, ({ body, context }) => preview(context, body.settings, app.config.publicUrl))

  mount(app, makePriceFile, async ({ params, body, context }) =>
    fileFor(context, await askForFile(context, params.profileId, body)),
  )
  mount(app, listPriceFiles, ({ query, context }) => filePage(context, query))
  mount(app, getPriceFile, ({ params, context }) => fileFor(context, params.priceFileId))
  mountFile(app, downloadPriceFile, ({ params, context }) =>
    contentOf(context, app.files, params.priceFileId),
  )

  mount(app, createPriceFeed, async ({ params, body, context }) => {
    const token = await createFeed(context, params.profileId, body)
    return {
      profile: await profileFor(context, params.profileId),
      url: `${app.config.publicUrl}/api/price-feeds/${token}`,
    }
  })
  mount(app, revokePriceFeed, async ({ params, context }) => {
    await revokeFeed(context, params.profileId, params.feedId)
    return profileFor(context, params.profileId)
  })
  mountFile(app, readPriceFeed, ({ params, context }) => serveFeed(context, app.files, params.token))

  mount(app, setPriceFileSchedule, async ({ params, body, context }) => {
    await setSchedule(context, params.profileId, body)
    return profileFor(context, params.profileId)
  })
  mount(app, removePriceFileSchedule, async ({ params, context }) => {
    await removeSchedule(context, params.profileId)
    return profileFor(context, params.profileId)
  })

  mount(app, listCompanyPriceFeeds, ({ params, query, context }) =>
    companyFeeds(context.db, params.companyId, query),
  )
  mount(app, listCompanyPriceFiles, ({ params, query, context }) =>
    companyFiles(context.db, params.companyId, query),
  )
  mount(app, revokeCompanyPriceFeed, async ({ params, context }) => {
    await revokeFeedOfCompany(context, params.companyId, params.feedId)
    return companyFeed(context.db, params.companyId, params.feedId)
  })
}
