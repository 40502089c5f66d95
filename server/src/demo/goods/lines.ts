import { anchors } from './lines-anchors.ts'
import { bolts } from './lines-bolts.ts'
import { cableLines } from './lines-cables.ts'
import { connection } from './lines-connection.ts'
import { consumables } from './lines-consumables.ts'
import { electrics } from './lines-electrics.ts'
import { handToolLines } from './lines-hand-tools.ts'
import { lightingLines } from './lines-lighting.ts'
import { modularDevices } from './lines-modular.ts'
import { nuts } from './lines-nuts.ts'
import { powerToolLines } from './lines-power-tools.ts'
import { rigging } from './lines-rigging.ts'
import { screws } from './lines-screws.ts'
import { supplies } from './lines-supplies.ts'
import type { ProductLine } from './product-line.ts'

/** Everything that is traded. The place in the list is a part of articles and barcodes: append only. */
export const lines: ProductLine[] = [
  ...bolts,
  ...nuts,
  ...screws,
  ...anchors,
  ...rigging,
  ...powerToolLines,
  ...handToolLines,
  ...consumables,
  ...cableLines,
  ...modularDevices,
  ...electrics,
  ...connection,
  ...lightingLines,
  ...supplies,
]
