import {
  across,
  dark,
  ellipse,
  face,
  flat,
  light,
  rect,
  repeat,
  ring,
  soft,
  stroke,
  toneOf,
  turned,
} from './pen.ts'

const white = toneOf('white')
const copper = toneOf('copper')
const coreColours = ['ral8017', 'blue', 'yellow-green', 'black', 'grey']

/** cable/<look>/<cores or variant> */
export function cable(look: string, variant: string): string {
  if (look === 'sip') {
    return turned(
      -36,
      repeat(
        Number(variant),
        (i) =>
          stroke(
            `M-150 ${-24 + i * 16}Q-70 ${-44 + i * 30} 0 ${-20 + i * 14}T120 ${-30 + i * 20}`,
            dark(toneOf('black')),
            32,
          ) +
          stroke(
            `M-150 ${-26 + i * 16}Q-70 ${-46 + i * 30} 0 ${-22 + i * 14}T120 ${-32 + i * 20}`,
            flat(toneOf('black')),
            26,
          ) +
          stroke(
            `M-140 ${-32 + i * 16}Q-70 ${-52 + i * 30} 0 ${-28 + i * 14}T110 ${-38 + i * 20}`,
            light(toneOf('black')),
            3,
          ) +
          stroke(`M120 ${-30 + i * 20}L150 ${-33 + i * 22}`, flat(toneOf('steel')), 18),
      ),
    )
  }
  if (look === 'utp') {
    const t = variant === 'blue' ? toneOf('blue') : toneOf('grey')
    const pair = ['orange', 'green', 'blue', 'wood']
    return (
      ring(-24, -14, 84, 46, dark(t)) +
      ring(-24, -18, 84, 44, flat(t)) +
      repeat(3, (i) => ring(-24, -18, 70 + i * 14, 2.5, i === 1 ? light(t) : dark(t))) +
      stroke('M-20 86Q50 96 84 76', flat(t), 24) +
      repeat(
        4,
        (i) =>
          stroke(
            `M82 ${66 + i * 8}q22 ${-34 + i * 16} 34 ${-16 + i * 14}t30 ${-8 + i * 8}`,
            flat(toneOf(pair[i]!)),
            7,
          ) + stroke(`M82 ${68 + i * 8}q20 ${-12 + i * 14} 34 ${-20 + i * 16}t30 ${-2 + i * 8}`, '#fff', 5),
      )
    )
  }
  const cores = Number(variant)
  const sheath =
    look === 'flat'
      ? toneOf('grey')
      : look === 'nym'
        ? { light: 'E8E9EA', base: 'C4C8CB', dark: '8E959B' }
        : toneOf(look)
  const r = look === 'flat' ? 24 : 46
  const wide = look === 'flat' ? 1 : cores > 3 ? 1.1 : 1
  const body =
    look === 'flat'
      ? rect(-152, -16 * cores, 160, 32 * cores, across(sheath), 14)
      : rect(-152, -r * wide, 160, r * 2 * wide, across(sheath), 12) +
        (look === 'nym' ? rect(0, -r * 0.84 * wide, 26, r * 1.68 * wide, across(toneOf('grey')), 8) : '')
  const spread = look === 'flat' ? 30 : cores > 3 ? 22 : 30
  const inner = repeat(cores, (i) => {
    const from = (i - (cores - 1) / 2) * spread * 0.86
    const to = (i - (cores - 1) / 2) * spread * 1.45
    const t = toneOf(coreColours[cores === 2 && i === 1 ? 1 : i]!)
    return (
      stroke(`M4 ${from}Q50 ${from} 104 ${to}`, dark(t), 21) +
      stroke(`M4 ${from - 1}Q50 ${from - 1} 104 ${to - 1}`, flat(t), 16) +
      stroke(`M14 ${from - 5}Q52 ${from - 5} 98 ${to - 6}`, light(t), 3) +
      (i === 2 ? stroke(`M10 ${from + 3}Q50 ${from + 3} 102 ${to + 3}`, '#F3D84A', 5) : '') +
      stroke(`M104 ${to}L144 ${to * 1.18}`, dark(copper), 13) +
      stroke(`M104 ${to - 1}L144 ${to * 1.18 - 1}`, flat(copper), 9)
    )
  })
  return turned(
    -30,
    inner + body + ellipse(8, 0, 6, look === 'flat' ? 16 * cores : r * wide, dark(sheath), soft(0.45)),
  )
}

/** wire/<colour>: a coil of single wire. */
export function wire(colour: string): string {
  const t = toneOf(colour)
  const stripe = colour === 'yellow-green' ? '#F3D84A' : light(t)
  return (
    repeat(4, (i) => ring(-8, -6 + i * 5, 106 - i * 3, 30, i % 2 ? flat(t) : dark(t))) +
    ring(-8, -10, 106, 26, flat(t)) +
    repeat(3, (i) => ring(-8, -10, 97 + i * 9, 2.5, i === 1 ? stripe : dark(t))) +
    stroke('M82 44Q110 104 140 104', flat(t), 13) +
    stroke('M138 104H152', flat(copper), 9) +
    repeat(3, (i) => turned(90 + i * 120, rect(88, -11, 40, 22, face(white), 5), -8, -10))
  )
}
