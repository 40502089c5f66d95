import type { DemoPicture } from '../demo-data.ts'
import { bolt, head, nut, rod, washer } from './draw-bolts.ts'
import { disc, drillBit, electrode, holeSaw, jigsawBlade } from './draw-consumables.ts'
import { cable, wire } from './draw-cables.ts'
import * as installation from './draw-installation.ts'
import { breaker, extension, frame, lightSwitch, socket } from './draw-wiring.ts'
import * as hand from './draw-hand-tools.ts'
import { bulb, emergency, floodlight, linear, panel, torch } from './draw-lighting.ts'
import { tool } from './draw-power-tools.ts'
import { bracket, carabiner, chain, rope, turnbuckle } from './draw-rigging.ts'
import { anchor, nail, plug, rivet, rivetNut, screw, staple } from './draw-screws.ts'
import { book, can, cartridge, firstAid, glasses, gloves, helmet, respirator } from './draw-supplies.ts'
import { sheet } from './pen.ts'

/** The portal's own colour, until the operator chooses another. */
export const defaultAccent = '#0f6e56'

const drawings: Record<string, (...variant: string[]) => string> = {
  bolt,
  head,
  rod,
  nut,
  washer,
  screw,
  anchor,
  plug,
  rivet,
  'rivet-nut': rivetNut,
  nail,
  staple,
  bracket,
  rope,
  chain,
  carabiner,
  turnbuckle,
  tool,
  spanner: hand.spanner,
  screwdriver: hand.screwdriver,
  bit: hand.bit,
  hammer: hand.hammer,
  saw: hand.handsaw,
  knife: hand.knife,
  pliers: hand.pliers,
  'tape-measure': hand.tapeMeasure,
  level: hand.level,
  spatula: hand.spatula,
  'paint-brush': hand.paintBrush,
  roller: hand.roller,
  'drill-bit': drillBit,
  'hole-saw': holeSaw,
  disc,
  'jigsaw-blade': jigsawBlade,
  electrode,
  cable,
  wire,
  breaker,
  socket,
  switch: lightSwitch,
  frame,
  extension,
  conduit: installation.conduit,
  trunking: installation.trunking,
  tray: installation.tray,
  'junction-box': installation.junctionBox,
  'wall-box': installation.wallBox,
  board: installation.board,
  'din-rail': installation.dinRail,
  terminal: installation.terminal,
  lug: installation.lug,
  ferrule: installation.ferrule,
  'cable-tie': installation.cableTie,
  'tape-roll': installation.tapeRoll,
  'heat-shrink': installation.heatShrink,
  bulb,
  torch,
  floodlight,
  linear,
  panel,
  emergency,
  cartridge,
  can,
  gloves,
  glasses,
  helmet,
  respirator,
  'first-aid': firstAid,
  book,
}

/** Variants that look alike share a picture, so that a few hundred drawings serve any profile. */
export function canonicalPicture(key: string): string {
  const [shape, ...variant] = key.split('/')
  const parts = variant.map((part, i) => (shape === 'bolt' && i === 0 ? part : (alike[part] ?? part)))
  if (shape === 'bolt' || shape === 'screw') parts[3] = parts[3] === 's' ? 's' : 'l'
  if (shape === 'head' && parts[1]!.startsWith('ral')) parts[1] = 'zn'
  if (shiny.has(shape!)) parts.forEach((part, i) => part === 'a2' && (parts[i] = 'zn'))
  if (shape === 'tool' && !sized.has(parts[0]!)) parts[2] = 'heavy'
  if (shape === 'bulb' || shape === 'panel')
    parts[parts.length - 1] = parts.at(-1) === 'neutral' ? 'warm' : parts.at(-1)!
  if (gangs.has(shape!)) parts[1] = gangColours[parts[1]!] ?? parts[1]!
  return [shape, ...parts].join('/')
}

const alike: Record<string, string> = { none: 'zn', hdg: 'zn', a4: 'a2', brass: 'yz' }
const shiny = new Set(['head', 'bolt', 'screw', 'rivet', 'rivet-nut', 'rope', 'chain', 'carabiner', 'anchor'])
const sized = new Set(['drill-driver', 'rotary-hammer'])
const gangs = new Set(['socket', 'switch', 'frame'])
const gangColours: Record<string, string> = { graphite: 'black', grey: 'white', wood: 'cream' }

/** What is drawn slender fills the field all the same. */
const scales: Record<string, number> = {
  bolt: 1.3,
  screw: 1.42,
  anchor: 1.3,
  plug: 1.2,
  nail: 1.2,
  head: 0.92,
  rod: 1.05,
  'rivet-nut': 1.3,
  rivet: 1.15,
  screwdriver: 1.08,
  bit: 1.25,
  spanner: 1.08,
  ferrule: 1.12,
  lug: 1.1,
  breaker: 1.06,
  'din-rail': 1.1,
  linear: 1.05,
  torch: 1.1,
  can: 0.96,
  cartridge: 0.96,
}

/** The drawing that a canonical key names, as a complete SVG document. */
export function picture(key: string, accent = defaultAccent): DemoPicture {
  const [shape, ...variant] = key.split('/')
  const draw = drawings[shape!]
  if (!draw) throw new Error(`nobody draws ${key}`)
  return { key, svg: sheet(draw(...variant), accent, scales[shape!]) }
}
