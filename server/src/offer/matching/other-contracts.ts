import type { ResolvedRow } from '@portal/api/matching.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { otherContractsOffering } from '#src/terms/contexts/public.ts'
import { readArticle, splitRow } from './read-article.ts'

/** To each row that is not found: under which other contracts of the buyer his article is offered. Two queries at most. */
export async function withOtherContracts<Row extends Omit<ResolvedRow, 'otherContracts'>>(
  context: Context,
  rows: readonly Row[],
): Promise<(Row & Pick<ResolvedRow, 'otherContracts'>)[]> {
  const missing = rows.filter((row) => row.outcome === 'not_found')
  const keys = new Map(missing.map((row) => [row, keysOf(row.article)]))
  const asked = [...new Set([...keys.values()].flat())]
  const products =
    asked.length === 0
      ? []
      : await context.db
          .selectFrom('catalog.products')
          .select(['id', 'article_key'])
          .where('article_key', 'in', asked)
          .where('active', '=', true)
          .execute()
  const offering = await otherContractsOffering(
    context.db,
    context.caller,
    buyerTerms(context),
    products.map((product) => product.id),
    context.now,
  )
  const byKey = Map.groupBy(products, (product) => product.article_key)
  return rows.map((row) => {
    const found = (keys.get(row) ?? []).flatMap((key) => byKey.get(key) ?? [])
    const contracts = found.flatMap((product) => offering.get(product.id) ?? [])
    const once = new Map(contracts.map((contract) => [contract.contractId, contract]))
    return { ...row, otherContracts: [...once.values()] }
  })
}

/** The article as it is written, and without the quantity that may stand behind it. */
function keysOf(article: string): string[] {
  const parts = splitRow(article)
  return [article, ...(parts ? [parts.article] : [])].map((text) => readArticle(text).key).filter(Boolean)
}
