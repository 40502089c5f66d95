export { explainPrice, type Explained } from './explain-price.ts'
export { type LinePrice, wireLinePrice } from './line-price.ts'
export { loadOwnPrices, type OwnPrices, priceLines, type PricedLine } from './price-lines.ts'
export { floorsUnder } from './floors-under.ts'
