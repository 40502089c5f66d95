export { type LinePrice, wireLinePrice } from './line-price.ts'
export { priceLines, type PricedLine, priceTiers, type Tier } from './price-lines.ts'
