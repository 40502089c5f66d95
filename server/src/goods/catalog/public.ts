export { articleKey, lookalikeKey } from './article-key.ts'
