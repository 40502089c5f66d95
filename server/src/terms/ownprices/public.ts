export { explainPrice, type Explained } from './explain-price.ts'
export { type LinePrice, wireLinePrice } from './line-price.ts'
export { priceLines, type PricedLine, priceTiers, type Tier } from './price-lines.ts'
export { floorsUnder } from './floors-under.ts'
