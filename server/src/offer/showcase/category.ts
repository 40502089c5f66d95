import { AppError } from '@portal/api/errors.ts'
import type { Terms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import type { Conditions } from './conditions.ts'
import { freshCatalogue } from './catalogue-index/fresh-index.ts'
import { type Category, type Dictionary, named } from './catalogue-index/dictionary.ts'

export interface OpenCategory {
  id: string
  slug: string
  name: string
  description: string | null
  path: { slug: string; name: string }[]
  /** ids of itself and all below it */
  subtree: string[]
}

/** The category of an address; throws not_found when it is not shown to this caller, itself or something above it. */
export async function openCategory(db: Db, conditions: Conditions, slug: string): Promise<OpenCategory> {
  return categoryAt((await freshCatalogue(db)).index.dictionary, conditions, slug)
}

export function categoryAt(
  dictionary: Dictionary,
  { terms, language }: Pick<Conditions, 'terms' | 'language'>,
  slug: string,
): OpenCategory {
  const category = dictionary.bySlug.get(slug)
  if (!category || !isOpen(dictionary, category, terms)) throw new AppError('not_found')
  const path = category.ancestors
    .map((id) => dictionary.categories.get(id))
    .filter((each) => each !== undefined)
    .sort((a, b) => a.ancestors.length - b.ancestors.length)
  return {
    id: category.id,
    slug: category.slug,
    name: named(category, language),
    description: category.description,
    path: path.map((each) => ({ slug: each.slug, name: named(each, language) })),
    subtree: [...dictionary.categories.values()]
      .filter((each) => each.ancestors.includes(category.id))
      .map((each) => each.id),
  }
}

/** Is it shown, with all that stands above it? What is not active nobody sees; what is not public no guest. */
export function isOpen({ categories }: Dictionary, category: Category, terms: Terms): boolean {
  return category.ancestors.every((id) => {
    const each = categories.get(id)
    return !each || (each.active && (each.public || terms.kind !== 'guest'))
  })
}
