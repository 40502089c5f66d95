import { thread } from './draw-bolts.ts'
import {
  across,
  circle,
  dark,
  face,
  flat,
  glow,
  light,
  path,
  polygon,
  rect,
  repeat,
  ring,
  shade,
  soft,
  stroke,
  toneOf,
  turned,
} from './pen.ts'

const zn = toneOf('zn')
const hole = (x: number, y: number, r: number): string =>
  circle(x, y, r, '#F3F5F8') + ring(x, y, r, 2.5, dark(zn))

/** bracket/<angle|plate|tape>/<size> */
export function bracket(kind: string, size = 'small'): string {
  if (kind === 'tape') {
    return (
      ring(0, 0, 118, 16, flat(zn)) +
      ring(0, 0, 102, 12, light(zn)) +
      ring(0, 0, 88, 14, flat(zn)) +
      ring(0, 0, 74, 10, dark(zn)) +
      ring(0, 0, 64, 12, flat(zn)) +
      repeat(20, (i) => turned(i * 18, circle(118, 0, 4.5, '#F3F5F8'))) +
      path('M-8 110H146V126H-8Z', face(zn)) +
      repeat(6, (i) => circle(14 + i * 23, 118, 4.5, '#F3F5F8'))
    )
  }
  if (kind === 'plate') {
    const wide = size === 'big' ? 62 : 40
    return turned(
      -36,
      rect(-136, -wide, 272, wide * 2, face(zn), 8) +
        rect(-136, wide - 5, 272, 5, dark(zn), 3) +
        repeat(
          5,
          (i) =>
            hole(-108 + i * 54, -wide * 0.5, i % 2 ? 6 : 9) + hole(-108 + i * 54, wide * 0.5, i % 2 ? 9 : 6),
        ),
    )
  }
  const big = size === 'big' ? 1.12 : 0.96
  return turned(
    0,
    polygon(
      [
        [-104, -112],
        [-16, -138],
        [-16, 26],
        [-104, 60],
      ],
      face(zn),
    ) +
      polygon(
        [
          [-104, 60],
          [-16, 26],
          [128, 66],
          [36, 112],
        ],
        shade(zn),
      ) +
      polygon(
        [
          [-60, -20],
          [-52, -22],
          [-52, 44],
          [-60, 47],
        ],
        dark(zn),
        soft(0.35),
      ) +
      hole(-82, -78, 9) +
      hole(-40, -92, 9) +
      hole(-82, -10, 9) +
      hole(-40, -26, 9) +
      hole(0, 64, 8) +
      hole(60, 80, 8) +
      hole(48, 58, 6) +
      (size === 'big' ? path('M-62 -60L-36 -66L30 72L0 84Z', light(zn), soft(0.7)) : ''),
    -8,
    12,
    big,
  )
}

/** rope/<finish>: a coil with strands. */
export function rope(finish: string): string {
  const t = toneOf(finish)
  const strands = repeat(44, (i) =>
    turned(i * 8.18, `<path d="M86 -6L118 8" stroke="${dark(t)}" stroke-opacity=".55" stroke-width="2"/>`),
  )
  return (
    ring(0, 4, 104, 40, dark(t)) +
    ring(0, 0, 104, 38, flat(t)) +
    strands +
    ring(0, 0, 112, 4, light(t)) +
    ring(0, 0, 96, 3, light(t)) +
    stroke('M70 78Q120 140 146 96', flat(t), 13) +
    rect(-14, -128, 28, 50, face(toneOf('graphite')), 5)
  )
}

/** chain/<finish> */
export function chain(finish: string): string {
  const t = toneOf(finish)
  const open = (x: number): string =>
    `<rect x="${x - 40}" y="-27" width="80" height="54" rx="27" fill="none" stroke="url(#c-${t.base}-${t.light}-${t.base}-${t.dark})" stroke-width="16"/>`
  const edge = (x: number): string => rect(x - 40, -8, 80, 17, across(t), 8)
  return turned(-36, open(-116) + edge(-58) + open(0) + edge(58) + open(116))
}

/** carabiner/<finish> */
export function carabiner(finish: string): string {
  const t = toneOf(finish)
  return turned(
    28,
    stroke('M34 -50Q58 -128 -8 -128Q-62 -126 -58 -60L-44 78Q-38 124 6 122Q56 118 52 62', dark(t), 30) +
      stroke('M34 -50Q58 -128 -8 -128Q-62 -126 -58 -60L-44 78Q-38 124 6 122Q56 118 52 62', flat(t), 25) +
      stroke('M24 -66Q42 -114 -8 -116Q-48 -114 -46 -60L-34 78', light(t), 6) +
      stroke('M38 -46L52 62', dark(t), 19) +
      stroke('M38 -46L52 62', flat(t), 14) +
      circle(52, 64, 8, glow(toneOf('steel'))),
  )
}

/** turnbuckle/<finish> */
export function turnbuckle(finish: string): string {
  const t = toneOf(finish)
  return turned(
    -36,
    thread(-104, 66, 9, t, 6) +
      thread(40, 66, 9, t, 6) +
      `<rect x="-62" y="-30" width="124" height="60" rx="24" fill="none" stroke="${flat(t)}" stroke-width="17"/>` +
      `<rect x="-62" y="-34" width="124" height="60" rx="24" fill="none" stroke="${light(t)}" stroke-width="4"/>` +
      ring(126, 0, 22, 12, flat(t)) +
      stroke('M-104 0Q-150 2 -152 -26Q-148 -50 -122 -40', flat(t), 12),
  )
}
