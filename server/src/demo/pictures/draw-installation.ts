import {
  across,
  circle,
  dark,
  ellipse,
  face,
  flat,
  light,
  path,
  polar,
  polygon,
  rect,
  repeat,
  ring,
  shade,
  soft,
  stroke,
  toneOf,
  turned,
  upright,
} from './pen.ts'

const white = toneOf('white')
const steel = toneOf('zn')
const copper = toneOf('copper')

/** conduit/<colour>: a corrugated coil. */
export function conduit(colour: string): string {
  const t = toneOf(colour)
  const wave = (r: number): string =>
    repeat(40, (i) => turned(i * 9, rect(-5, -r - 17, 10, 34, i % 2 ? flat(t) : dark(t), 4)))
  return (
    ring(0, 8, 104, 34, dark(t)) +
    turned(0, wave(104), 0, 8) +
    ring(0, -8, 92, 30, dark(t)) +
    turned(4, wave(92), 0, -8) +
    stroke('M62 70Q110 130 148 110', flat(toneOf('orange')), 4) +
    ellipse(66, 66, 19, 19, '#20262c') +
    ring(66, 66, 17, 5, light(t))
  )
}

/** trunking/<colour> */
export function trunking(colour: string): string {
  const t = toneOf(colour)
  const profile = (dx: number, dy: number): string =>
    turned(
      0,
      polygon(
        [
          [-146, 30],
          [92, -62],
          [146, -40],
          [-92, 56],
        ],
        face(t),
      ) +
        polygon(
          [
            [-146, 30],
            [-92, 56],
            [-92, 100],
            [-146, 72],
          ],
          shade(t),
        ) +
        polygon(
          [
            [-92, 56],
            [146, -40],
            [146, 2],
            [-92, 100],
          ],
          shade(t),
          soft(0.75),
        ) +
        polygon(
          [
            [-138, 42],
            [-98, 60],
            [-98, 88],
            [-138, 68],
          ],
          '#3A4047',
          soft(0.75),
        ),
      dx,
      dy,
    )
  return profile(8, -44) + profile(-8, 22)
}

/** tray/<narrow|wide> */
export function tray(size: string): string {
  const wide = size === 'wide' ? 1 : 0.62
  return turned(
    0,
    polygon(
      [
        [-150, 20],
        [60, -96],
        [150, -44],
        [-60, 80],
      ],
      face(steel),
    ) +
      repeat(5, (i) =>
        repeat(3, (j) =>
          turned(
            -29,
            rect(-16, -3.5, 32, 7, '#4B545D', 3.5, soft(0.55)),
            -96 + i * 44 + j * 34,
            18 - i * 24 + j * 20,
          ),
        ),
      ) +
      polygon(
        [
          [-60, 80],
          [150, -44],
          [150, -82],
          [-60, 40],
        ],
        shade(steel),
        soft(0.9),
      ) +
      polygon(
        [
          [-150, 20],
          [60, -96],
          [60, -130],
          [-150, -16],
        ],
        face(steel),
      ) +
      repeat(5, (i) =>
        turned(-29, rect(-14, -4, 28, 8, '#4B545D', 4, soft(0.6)), -30 + i * 40, 44 - i * 23.5),
      ),
    0,
    24,
    wide === 1 ? 1 : 0.9,
  )
}

/** junction-box/<size> */
export function junctionBox(size: string): string {
  const t = toneOf('grey')
  const half = size === 'big' ? 108 : 88
  const gland = (angle: number): string =>
    turned(
      angle,
      rect(half - 6, -22, 26, 44, across(toneOf('graphite')), 6) + ellipse(half + 20, 0, 6, 15, '#20262c'),
    )
  return (
    gland(0) +
    gland(90) +
    gland(180) +
    gland(270) +
    rect(-half + 4, -half + 8, half * 2, half * 2, dark(t), 18) +
    rect(-half, -half, half * 2, half * 2, face(t), 18) +
    rect(-half + 16, -half + 16, half * 2 - 32, half * 2 - 32, face(toneOf('white')), 10, soft(0.55)) +
    repeat(4, (i) => circle(...polar((half - 20) * 1.36, 45 + i * 90), 8, dark(t)))
  )
}

/** wall-box/<colour> */
export function wallBox(colour: string): string {
  const t = toneOf(colour)
  return (
    path('M-104 -30V64Q0 128 104 64V-30Z', across(t)) +
    ellipse(0, -30, 104, 52, light(t)) +
    ellipse(0, -28, 90, 43, shade(t)) +
    ellipse(0, -8, 78, 30, dark(t)) +
    circle(-62, -18, 7, flat(steel)) +
    circle(62, -18, 7, flat(steel)) +
    rect(-28, 42, 56, 22, dark(t), 10, soft(0.5)) +
    repeat(3, (i) =>
      stroke(`M${-96 + i * 4} ${6 + i * 17}q96 52 ${192 - i * 8} 0`, dark(t), 2.5, ' stroke-opacity=".35"'),
    )
  )
}

/** board/<metal|plastic>/<size> */
export function board(kind: string, size: string): string {
  const big = size === 'big'
  if (kind === 'metal') {
    const h = big ? 264 : 210
    return (
      rect(-90, -h / 2 + 7, 184, h, dark(toneOf('grey')), 8) +
      rect(-96, -h / 2, 184, h, face(toneOf('white')), 8) +
      `<rect x="-84" y="${-h / 2 + 12}" width="160" height="${h - 24}" rx="5" fill="none" stroke="#A9B2BA" stroke-width="3"/>` +
      circle(58, 0, 10, across(toneOf('graphite'))) +
      rect(56, -5, 4, 10, '#fff', 1) +
      polygon(
        [
          [-22, -6],
          [0, -46],
          [22, -6],
        ],
        '#F5C534',
      ) +
      path('M2 -38L-9 -20H0L-4 -9L9 -27H1Z', '#2b3138')
    )
  }
  const rows = big ? 2 : 1
  return (
    rect(-126, -94, 260, 200, dark(white), 16) +
    rect(-130, -100, 260, 200, face(white), 16) +
    rect(-108, -78, 216, 156, '#AFC6D6', 10, soft(0.55)) +
    repeat(
      rows,
      (j) =>
        rect(-92, (rows === 2 ? -58 : -32) + j * 68, 184, 54, '#5A646E', 4, soft(0.5)) +
        repeat(
          8,
          (i) =>
            rect(-88 + i * 22.5, (rows === 2 ? -56 : -30) + j * 68, 20, 50, face(white), 2) +
            rect(
              -82 + i * 22.5,
              (rows === 2 ? -40 : -14) + j * 68,
              8,
              18,
              flat(toneOf(i % 4 === 0 ? 'blue' : 'graphite')),
              2,
            ),
        ),
    ) +
    polygon(
      [
        [-108, 40],
        [20, -78],
        [64, -78],
        [-108, 78],
      ],
      '#fff',
      soft(0.22),
    ) +
    rect(-12, 82, 24, 10, dark(white), 4)
  )
}

/** din-rail/<short|long|comb> */
export function dinRail(kind: string): string {
  if (kind === 'comb')
    return turned(
      -24,
      rect(-148, -34, 296, 36, across(toneOf('grey')), 4) +
        repeat(12, (i) => rect(-138 + i * 24, -2, 13, 60, upright(copper), 2)),
    )
  const length = kind === 'long' ? 300 : 204
  return turned(
    -30,
    polygon(
      [
        [-length / 2, -44],
        [length / 2, -44],
        [length / 2, -28],
        [-length / 2, -28],
      ],
      face(steel),
    ) +
      rect(-length / 2, -28, length, 56, across(toneOf('a2'))) +
      polygon(
        [
          [-length / 2, 28],
          [length / 2, 28],
          [length / 2, 44],
          [-length / 2, 44],
        ],
        shade(steel),
      ) +
      repeat(Math.floor(length / 42), (i) =>
        rect(-length / 2 + 14 + i * 42, -6, 28, 12, '#4B545D', 6, soft(0.75)),
      ),
  )
}

/** terminal/<ways> */
export function terminal(waysText: string): string {
  const ways = Number(waysText)
  const w = Math.min(66, 236 / ways)
  const x = (-w * ways) / 2
  return (
    rect(x - 8, -40, w * ways + 16, 116, '#8EA5B3', 14, soft(0.35)) +
    rect(x - 8, -48, w * ways + 16, 116, '#DCE9F0', 14, soft(0.9)) +
    repeat(
      ways,
      (i) =>
        rect(x + i * w + w * 0.2, -10, w * 0.6, 56, upright(toneOf('copper')), 3, soft(0.55)) +
        circle(x + (i + 0.5) * w, 46, w * 0.22, '#3A434B') +
        rect(x + i * w + w * 0.12, -104, w * 0.76, 84, face(toneOf('orange')), 7) +
        rect(x + i * w + w * 0.12, -104, w * 0.76, 18, light(toneOf('orange')), 7),
    ) +
    rect(x - 2, -44, w * ways + 4, 10, '#fff', 5, soft(0.7))
  )
}

/** lug/<material> */
export function lug(material: string): string {
  const t = material === 'copper' ? copper : material === 'aluminium' ? toneOf('a2') : steel
  const one =
    rect(-20, -34, 160, 68, across(t), 6) +
    ellipse(140, 0, 11, 33, '#2b3138') +
    path('M-20 -34Q-46 -46 -84 -46Q-134 -44 -138 0Q-134 44 -84 46Q-46 46 -20 34Z', face(t)) +
    circle(-86, 0, 22, '#F2F4F7') +
    ring(-86, 0, 22, 3, dark(t)) +
    circle(20, 0, 8, dark(t)) +
    repeat(2, (i) => rect(62 + i * 34, -34, 5, 68, dark(t), 0, soft(0.35)))
  return turned(-36, one, -14, -18, 0.9) + turned(-36, one, 56, 70, 0.55)
}

/** ferrule/<colour> */
export function ferrule(colour: string): string {
  const t = toneOf(colour)
  const one =
    path('M-60 -40L0 -22V22L-60 40Q-70 0 -60 -40Z', across(t)) +
    ellipse(-61, 0, 11, 40, dark(t)) +
    ellipse(-61, 0, 6, 26, '#20262c') +
    rect(-2, -16, 120, 32, across(toneOf('a2')), 3) +
    ellipse(118, 0, 5, 15, dark(steel))
  return turned(-36, one, -52, -52, 0.85) + turned(-28, one, 12, 10, 0.85) + turned(-42, one, 62, 76, 0.85)
}

/** cable-tie/<colour> */
export function cableTie(colour: string): string {
  const t = colour === 'white' ? { light: 'FFFFFF', base: 'E3E9EE', dark: 'AEB8C1' } : toneOf(colour)
  const loop = 'M96 60A92 92 0 1 1 88 -62'
  return (
    stroke(loop, dark(t), 21) +
    stroke(loop, flat(t), 17) +
    stroke('M96 60Q130 20 88 -62L150 -104', dark(t), 17) +
    stroke('M96 60Q128 18 88 -62L150 -104', flat(t), 13) +
    turned(-34, rect(66, -30, 46, 40, face(t), 8) + rect(76, -20, 26, 18, dark(t), 4), -8, 6)
  )
}

/** tape-roll/<colour> */
export function tapeRoll(colour: string): string {
  const t = toneOf(colour)
  const stripes =
    colour === 'yellow-green'
      ? repeat(3, (i) => ring(0, 0, 70 + i * 18, 5, '#4FA64B'))
      : repeat(3, (i) => ring(0, 0, 70 + i * 16, 2, dark(t)))
  return (
    path('M-112 0V34A112 112 0 0 0 112 34V0Z', dark(t)) +
    circle(0, 0, 112, face(t)) +
    stripes +
    circle(0, 0, 58, face(toneOf('wood'))) +
    circle(0, 0, 50, '#F1F4F7') +
    ring(0, 0, 50, 3, dark(toneOf('wood'))) +
    path('M112 0Q150 20 152 66L128 72Q126 40 108 28Z', flat(t))
  )
}

/** heat-shrink/<colour> */
export function heatShrink(colour: string): string {
  const t = toneOf(colour)
  const tube = (r: number, length: number): string =>
    rect(-length / 2, -r, length, r * 2, across(t), 3) +
    ellipse(length / 2, 0, r * 0.36, r, dark(t)) +
    ellipse(length / 2, 0, r * 0.24, r * 0.72, '#20262c') +
    (colour === 'yellow-green' ? rect(-length / 2, -r * 0.1, length, r * 0.5, '#4FA64B') : '')
  return (
    turned(-36, tube(32, 220), -26, -48) +
    turned(-36, tube(22, 220), 12, 12) +
    turned(-36, tube(14, 220), 44, 66)
  )
}
