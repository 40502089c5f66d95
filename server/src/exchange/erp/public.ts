export { decodeText, UnknownEncoding } from './commerceml/decode-text.ts'
export { Stop, usualLimits, XmlParser } from './commerceml/parse-xml.ts'
export { attributeOf, childrenOf, childText, textOf, type XmlElement } from './commerceml/xml-element.ts'
export {
  addFeedConnection,
  changeFeedConnection,
  finishFeedJob,
  logFeedFile,
  markWaiting,
} from './feed-connections.ts'
export { ImportReport } from './import-report.ts'
export { markFailed, markProgress, markRunning } from './jobs.ts'
export { unitsOf, type ProductUnit } from './product-units.ts'
export { keepFilesDays } from './received-files.ts'
export { lockConnection } from './runs.ts'
