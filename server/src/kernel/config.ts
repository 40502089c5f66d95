import { z } from 'zod'

const flag = z.stringbool().optional()

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  /** unset = the embedded PostgreSQL, its data under DATA_DIR */
  DATABASE_URL: z.string().optional(),
  /** how people reach the portal, for links in mail; unset = http://HOST:PORT */
  PUBLIC_URL: z.url().optional(),
  /** unset = mail is kept and shown on its page, not sent */
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('Artikul <portal@localhost>'),
  /** unset = files under DATA_DIR/files */
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: z.string().optional(),
  S3_REGION: z.string().default('ru-central1'),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** 0 = start without the demo company */
  DEMO: flag.default(true),
  /** 0 = jobs are worked elsewhere, by `npm run jobs` */
  WORKER: flag.default(true),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12),
})

export interface Config extends z.output<typeof environment> {
  publicUrl: string
  /** cookies travel only over https */
  secureCookies: boolean
}

/** Reads the settings from the environment; throws with every wrong one named. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const named = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(named)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`These settings are wrong:\n  ${wrong.join('\n  ')}`)
  }
  const publicUrl = (parsed.data.PUBLIC_URL ?? `http://${parsed.data.HOST}:${parsed.data.PORT}`).replace(
    /\/$/,
    '',
  )
  return { ...parsed.data, publicUrl, secureCookies: publicUrl.startsWith('https:') }
}
