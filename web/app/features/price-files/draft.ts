import type { PriceFileProfile } from '@portal/api/price-file-profiles.ts'
import type { MarkUp, PriceFileColumn, PriceFileSettings } from '@portal/api/price-file-settings.ts'
import type { Language } from '@portal/api/primitives.ts'

/** What the form holds; it goes to the server as it is. */
export interface Draft {
  name: string
  settings: PriceFileSettings & { hidePurchasePrice: boolean }
}

export const freshMarkUp: MarkUp = {
  percent: '20',
  brands: [],
  categories: [],
  minSum: null,
  rounding: 'none',
}

const usualColumns: readonly PriceFileColumn[] = [
  'article',
  'name',
  'brand',
  'unit',
  'price',
  'next_tier',
  'stock',
]

/** A new price list; from the catalogue it begins with what was chosen there. */
export function freshDraft(
  language: Language,
  name: string,
  from: { categoryId?: string | null; inStock?: boolean } = {},
): Draft {
  return {
    name,
    settings: {
      scope: {
        categoryIds: from.categoryId ? [from.categoryId] : [],
        brandIds: [],
        inStock: from.inStock ?? false,
      },
      columns: [...usualColumns],
      language,
      format: 'xlsx',
      csvEncoding: 'utf-8',
      markUp: null,
      vatIncluded: true,
      hidePurchasePrice: false,
      title: null,
      validDays: null,
      namesContract: true,
    },
  }
}

export const draftOf = ({ name, settings }: PriceFileProfile): Draft => ({ name, settings })
