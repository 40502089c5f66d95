import { giveUpJob, listFailedJobs, retryJob } from '@portal/api/jobs.ts'
import { getMail, listMails, retryMail } from '@portal/api/mail.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { failedJobPage } from './failed-jobs.ts'
import { giveUpFailedJob } from './give-up-job.ts'
import { mailFor, mailPage } from './mails.ts'
import { retryFailedJob } from './retry-job.ts'
import { tryAgain } from './retry-mail.ts'

export function mountSettings(app: App): void {
  mount(app, listMails, async ({ query, context }) => ({
    ...(await mailPage(context.db, query)),
    sending: app.config.SMTP_URL !== undefined,
  }))
  mount(app, getMail, ({ params, context }) => mailFor(context.db, params.mailId))
  mount(app, retryMail, async ({ params, context }) => {
    await tryAgain(context, app.config, params.mailId)
    return {}
  })

  mount(app, listFailedJobs, ({ query, context }) => failedJobPage(context.db, query))
  mount(app, retryJob, async ({ params, context }) => {
    await retryFailedJob(context, params.jobId)
    return {}
  })
  mount(app, giveUpJob, async ({ params, context }) => {
    await giveUpFailedJob(context, params.jobId)
    return {}
  })
}
