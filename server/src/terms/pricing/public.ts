export {
  type ImportedPrice,
  type ImportedPriceList,
  importPriceLists,
  importPrices,
  mappedPriceLists,
} from './import-prices.ts'
export { basePrices, pricesOf } from './prices.ts'
export { requireSeen, requireVolumeRules, volumeDiscountsJson, volumeRow } from './volume-discounts.ts'
