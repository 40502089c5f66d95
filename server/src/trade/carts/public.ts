export { addRowsTo } from './add-lines.ts'
export { createCart } from './create-cart.ts'
export { evaluateLines, type EvaluatedLine } from './evaluate.ts'
export { markSubmitted, storedLines } from './store.ts'
