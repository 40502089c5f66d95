import { thread } from './draw-bolts.ts'
import {
  across,
  circle,
  dark,
  ellipse,
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
  toneOf,
  tones,
  turned,
  upright,
} from './pen.ts'
import type { Tone } from './pen.ts'

const zn = toneOf('zn')

/** A tapered wood-screw thread: fins on a thin core, from x for a length, ending in the tip. */
function fins(x: number, length: number, r: number, t: Tone, step: number, drill: boolean): string {
  const tip = drill ? 30 : r * 2.2
  const shank = length - tip
  const count = Math.max(3, Math.round(shank / step))
  const core = r * 0.62
  const end = x + length
  return (
    rect(x, -core, shank + 2, core * 2, across(t)) +
    (drill
      ? polygon(
          [
            [end - tip, -core],
            [end - 12, -core],
            [end, 0],
            [end - 12, core],
            [end - tip, core],
          ],
          across(t),
        ) +
        polygon(
          [
            [end - tip + 4, -core * 0.2],
            [end - 8, -core * 0.9],
            [end - 2, 0],
            [end - 10, core * 0.3],
          ],
          dark(t),
          soft(0.55),
        )
      : polygon(
          [
            [end - tip, -core],
            [end, 0],
            [end - tip, core],
          ],
          across(t),
        )) +
    repeat(count, (i) => {
      const at = x + (i + 0.5) * (shank / count)
      const s = step * 0.3
      return polygon(
        [
          [at - s, -core],
          [at, -r],
          [at + s, -core],
          [at + s * 2.2, core],
          [at + s, r],
          [at, core],
        ],
        across(t),
        ` stroke="${dark(t)}" stroke-opacity=".45" stroke-width="1"`,
      )
    }) +
    (drill
      ? ''
      : repeat(2, (i) =>
          polygon(
            [
              [end - tip * (0.75 - i * 0.32), -core * (0.95 - i * 0.4)],
              [end - tip * (0.68 - i * 0.32), -core * (1.25 - i * 0.5)],
              [end - tip * (0.5 - i * 0.3), core * (0.95 - i * 0.4)],
            ],
            across(t),
          ),
        ))
  )
}

const slot = (x: number, r: number): string => ellipse(x, 0, 3.5, r * 0.5, '#20262c', soft(0.8))

/** screw/<head>/<thread>/<finish or RAL>/<s|l> */
export function screw(headKind: string, cut: string, finish: string, size: string): string {
  const painted = finish.startsWith('ral')
  const cap = toneOf(finish)
  const t = painted ? zn : cap
  const r = size === 's' ? 21 : 16
  const length = size === 's' ? 150 : 222
  const x = -length / 2 + 8
  const heads: Record<string, string> = {
    bugle:
      path(
        `M${x - 10} ${-r * 2}L${x - 4} ${-r * 2}Q${x + 8} ${-r * 0.8} ${x + 30} ${-r * 0.62}L${x + 30} ${r * 0.62}Q${x + 8} ${r * 0.8} ${x - 4} ${r * 2}L${x - 10} ${r * 2}Z`,
        across(t),
      ) + slot(x - 8, r),
    csk:
      polygon(
        [
          [x - 8, -r * 1.9],
          [x - 2, -r * 1.9],
          [x + 26, -r * 0.62],
          [x + 26, r * 0.62],
          [x - 2, r * 1.9],
          [x - 8, r * 1.9],
        ],
        across(t),
      ) + slot(x - 6, r),
    washer:
      path(`M${x - 6} ${-r * 1.3}Q${x - 30} 0 ${x - 6} ${r * 1.3}Z`, across(cap)) +
      rect(x - 8, -r * 2.2, 11, r * 4.4, across(cap), 5),
    roof:
      rect(x - 34, -r * 1.35, 26, r * 2.7, across(cap), 3) +
      rect(x - 34, -r * 0.6, 26, r * 1.2, face(cap)) +
      rect(x - 10, -r * 2.1, 9, r * 4.2, across(cap), 4) +
      rect(x - 1, -r * 1.9, 9, r * 3.8, across(toneOf('rubber')), 4),
    coach:
      rect(x - 28, -r * 1.7, 30, r * 3.4, face(t), 3) +
      rect(x - 28, -r * 1.7, 30, r * 0.9, light(t), 3) +
      rect(x - 28, r * 0.8, 30, r * 0.9, shade(t), 3),
  }
  const step = cut === 'coarse' ? r * 0.85 : r * 0.52
  const plain = headKind === 'coach' ? length * 0.3 : 0
  const one =
    (plain ? rect(x, -r * 0.72, plain + 2, r * 1.44, across(t)) : '') +
    fins(
      x + plain + (headKind === 'bugle' || headKind === 'csk' ? 20 : 0),
      length - plain - 20,
      r,
      t,
      step,
      cut === 'drill',
    ) +
    heads[headKind]!
  const second = turned(-36, one, 46, 50, size === 's' ? 0.7 : 0.72)
  return second + turned(-36, one, -14, -16)
}

/** anchor/<kind>/<finish>/<s|l> */
export function anchor(kind: string, finish: string, size: string): string {
  const t = toneOf(finish)
  const length = size === 's' ? 170 : 224
  const r = size === 's' ? 24 : 20
  const x = -length / 2
  if (kind === 'drop') {
    return (
      turned(-36, rect(-60, -26, 120, 52, across(t), 5) + ellipse(-60, 0, 9, 24, '#2b3138'), 58, 62, 0.8) +
      turned(
        -36,
        rect(-84, -36, 168, 72, across(t), 6) +
          rect(-84, -40, 12, 80, across(t), 4) +
          ellipse(-84, 0, 13, 33, '#2b3138') +
          repeat(4, (i) => rect(-52 + i * 9, -35, 3, 70, dark(t), 0, soft(0.3))) +
          rect(22, -2.5, 62, 5, '#2b3138', 2, soft(0.75)) +
          rect(22, -25, 62, 4, '#2b3138', 2, soft(0.4)),
      )
    )
  }
  const nutPart = (at: number): string =>
    rect(at, -r * 1.65, 24, r * 3.3, face(t), 3) +
    rect(at, -r * 1.65, 24, r, light(t), 3) +
    rect(at, r * 0.72, 24, r * 0.93, shade(t), 3) +
    rect(at + 24, -r * 2, 8, r * 4, across(toneOf('zn')), 3)
  const stub = thread(x - 14, 52, r * 0.78, t, 7)
  if (kind === 'wedge') {
    return turned(
      -36,
      thread(x - 14, length * 0.48, r * 0.9, t, 7) +
        nutPart(x + 20) +
        rect(x + length * 0.4, -r * 0.9, length * 0.36, r * 1.8, across(t)) +
        rect(x + length * 0.74, -r * 1.02, 40, r * 2.04, across(toneOf('steel')), 4) +
        rect(x + length * 0.74 + 6, -3, 34, 5, '#2b3138', 2, soft(0.6)) +
        polygon(
          [
            [x + length * 0.74 + 38, -r * 0.7],
            [x + length, -r],
            [x + length + 12, -r],
            [x + length + 12, r],
            [x + length, r],
            [x + length * 0.74 + 38, r * 0.7],
          ],
          across(t),
        ),
    )
  }
  return turned(
    -36,
    stub +
      nutPart(x + 18) +
      rect(x + 50, -r, length - 86, r * 2, across(t), 3) +
      rect(x + 50, -2.5, length - 110, 5, '#2b3138', 2, soft(0.55)) +
      repeat(3, (i) => rect(x + length * 0.5 + i * 12, -r, 3.5, r * 2, dark(t), 0, soft(0.4))) +
      polygon(
        [
          [x + length - 40, -r],
          [x + length - 40, r],
          [x + length, r * 1.28],
          [x + length + 6, r * 1.1],
          [x + length + 6, -r * 1.1],
          [x + length, -r * 1.28],
        ],
        across(t),
      ),
  )
}

const plastics: Record<string, Tone> = {
  ...tones,
  white: { light: 'FFFFFF', base: 'E6EBEF', dark: 'B4BDC5' },
}

/** plug/<kind>/<colour>/<s|l> */
export function plug(kind: string, colour: string, size: string): string {
  const p = kind === 'plate' && colour === 'steel' ? plastics['white']! : plastics[colour]!
  const length = size === 's' ? 170 : 236
  const r = size === 's' ? 26 : 20
  const x = -length / 2
  const ribs = (from: number, count: number, step: number): string =>
    repeat(
      count,
      (i) =>
        polygon(
          [
            [from + i * step, -r],
            [from + i * step + 5, -r * 1.22],
            [from + i * step + 13, -r],
          ],
          flat(p),
        ) +
        polygon(
          [
            [from + i * step, r],
            [from + i * step + 5, r * 1.22],
            [from + i * step + 13, r],
          ],
          dark(p),
        ),
    )
  const sleeve = rect(x, -r, length, r * 2, across(p), 7)
  const slit = (from: number, to: number): string =>
    rect(from, -2.5, to - from, 5, dark(p), 2) + rect(from, -r * 0.66, to - from, 3, dark(p), 1, soft(0.5))
  if (kind === 'plate') {
    const pin = colour === 'steel' ? zn : toneOf('graphite')
    return turned(
      -36,
      rect(x + 8, -11, length - 10, 22, across(p), 6) +
        repeat(6, (i) => rect(x + length * 0.52 + i * 16, -15, 7, 30, across(p), 3)) +
        ellipse(x + 4, 0, 17, 84, glow(p)) +
        ellipse(x - 2, 0, 15, 80, face(p)) +
        repeat(5, (i) => ellipse(x - 4, -52 + i * 26, 4, 8, dark(p), soft(0.4))) +
        rect(x - 42, -7, 46, 14, across(pin), 4) +
        ellipse(x - 42, 0, 5, 16, flat(pin)),
    )
  }
  if (kind === 'nail') {
    return turned(
      -36,
      ribs(x + length * 0.45, 4, 20) +
        sleeve +
        slit(x + length * 0.4, x + length) +
        ellipse(x, 0, 8, r * 1.55, flat(p)) +
        thread(x - 46, 48, 11, zn, 6) +
        polygon(
          [
            [x - 58, -24],
            [x - 44, -12],
            [x - 44, 12],
            [x - 58, 24],
          ],
          across(zn),
        ) +
        rect(x - 62, -24, 6, 48, across(zn), 2),
    )
  }
  if (kind === 'frame') {
    const t = zn
    return turned(
      -36,
      ribs(x + length * 0.36, 6, 18) +
        sleeve +
        slit(x + length * 0.32, x + length - 8) +
        ellipse(x, 0, 8, r * 1.5, flat(p)) +
        rect(x - 22, -r * 1.15, 22, r * 2.3, across(t), 3) +
        rect(x - 6, -r * 1.6, 7, r * 3.2, across(t), 3) +
        polygon(
          [
            [x + length, -8],
            [x + length + 20, 0],
            [x + length, 8],
          ],
          across(t),
        ),
    )
  }
  const one =
    ribs(x + 46, 4, 22) +
    sleeve +
    slit(x + 30, x + length) +
    ellipse(x, 0, 9, r * 1.18, face(p)) +
    ellipse(x, 0, 5, r * 0.6, dark(p))
  return turned(-36, one, 48, 50, 0.7) + turned(-36, one, -16, -18)
}

/** rivet/<finish> */
export function rivet(finish: string): string {
  const t = finish === 'a2' ? toneOf('a2') : toneOf('zn')
  const pin = toneOf('steel')
  const one =
    rect(-128, -7, 120, 14, across(pin), 3) +
    path('M-22 -46Q-44 -40 -44 0Q-44 40 -22 46Z', across(t)) +
    rect(-23, -24, 92, 48, across(t), 4) +
    circle(72, 0, 20, glow(pin))
  return turned(-36, one, 40, 52, 0.75) + turned(-36, one, -10, -22)
}

/** rivet-nut/<finish> */
export function rivetNut(finish: string): string {
  const t = toneOf(finish)
  const one =
    rect(-80, -38, 150, 76, across(t), 6) +
    rect(-90, -58, 18, 116, across(t), 6) +
    repeat(9, (i) => rect(-60 + i * 14, -38, 4, 76, dark(t), 0, soft(0.28))) +
    ellipse(70, 0, 13, 36, '#2b3138') +
    ring(70, 0, 11, 2, light(t))
  return turned(-36, one)
}

/** nail/<smooth|ring>/<finish> */
export function nail(kind: string, finish: string): string {
  const t = toneOf(finish)
  const one =
    rect(-116, -9, 212, 18, across(t)) +
    polygon(
      [
        [95, -9],
        [126, 0],
        [95, 9],
      ],
      across(t),
    ) +
    rect(-124, -25, 10, 50, across(t), 4) +
    (kind === 'ring'
      ? repeat(
          11,
          (i) =>
            polygon(
              [
                [-30 + i * 11, -9],
                [-22 + i * 11, -13],
                [-20 + i * 11, -9],
              ],
              flat(t),
            ) +
            rect(-24 + i * 11, -9, 3, 18, dark(t), 0, soft(0.45)) +
            polygon(
              [
                [-30 + i * 11, 9],
                [-22 + i * 11, 13],
                [-20 + i * 11, 9],
              ],
              dark(t),
            ),
        )
      : repeat(3, (i) => rect(-104 + i * 6, -9, 2, 18, dark(t), 0, soft(0.4))))
  return turned(-30, one, -18, -46) + turned(-42, one, 12, 4) + turned(-50, one, 52, 44, 0.9)
}

export function staple(): string {
  const one = path(
    'M-92 66V-54Q-92 -66 -80 -66H80Q92 -66 92 -54V66L84 76L76 66V-50H-76V66L-84 76Z',
    upright(zn),
  )
  return repeat(6, (i) => turned(0, one, -25 + i * 10, 26 - i * 10, 0.95))
}
