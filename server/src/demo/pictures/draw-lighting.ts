import {
  across,
  circle,
  dark,
  ellipse,
  face,
  flat,
  glow,
  path,
  polygon,
  rect,
  repeat,
  ring,
  soft,
  stroke,
  toneOf,
  turned,
} from './pen.ts'
import type { Tone } from './pen.ts'

const steel = toneOf('zn')
const rubber = toneOf('rubber')
const lightTones: Record<string, Tone> = {
  warm: { light: 'FFFDF3', base: 'FFE3A1', dark: 'E0B24E' },
  neutral: { light: 'FFFFFF', base: 'FFF3CF', dark: 'D9C68C' },
  cold: { light: 'FFFFFF', base: 'DCEEFF', dark: '95BBDD' },
}
const halo = (x: number, y: number, r: number, t: Tone): string =>
  circle(x, y, r, flat(t), soft(0.28)) + circle(x, y, r * 0.72, flat(t), soft(0.35))
const thread = (y: number, r: number): string =>
  rect(-r, y, r * 2, 44, across(steel), 4) +
  repeat(4, (i) => rect(-r - 2, y + 4 + i * 10, r * 2 + 4, 4, dark(steel), 2, soft(0.6))) +
  path(`M${-r * 0.6} ${y + 44}H${r * 0.6}L${r * 0.3} ${y + 58}H${-r * 0.3}Z`, flat(rubber))

/** bulb/<pear|candle|spot>/<warm|cold> */
export function bulb(shape: string, colour: string): string {
  const t = lightTones[colour]!
  const shapes: Record<string, string> = {
    pear:
      halo(0, -46, 132, t) +
      path('M-74 -50Q-74 -124 0 -124Q74 -124 74 -50Q70 -10 46 26H-46Q-70 -10 -74 -50Z', glow(t)) +
      path('M-46 24H46L34 78H-34Z', across(toneOf('white'))) +
      thread(78, 28) +
      ellipse(-30, -72, 15, 26, '#fff', soft(0.85)),
    candle:
      halo(0, -52, 118, t) +
      path('M0 -144Q48 -84 44 -34Q40 10 26 30H-26Q-40 10 -44 -34Q-48 -84 0 -144Z', glow(t)) +
      path('M-28 28H28L22 76H-22Z', across(toneOf('white'))) +
      thread(76, 18) +
      ellipse(-16, -62, 8, 28, '#fff', soft(0.85)),
    spot:
      halo(0, -84, 104, t) +
      path('M-92 -82Q-60 30 -26 62H26Q60 30 92 -82Z', across(toneOf('white'))) +
      repeat(5, (i) => stroke(`M${-60 + i * 30} -60L${-22 + i * 11} 52`, dark(toneOf('white')), 3)) +
      ellipse(0, -84, 92, 26, glow(t)) +
      ellipse(0, -84, 92, 26, 'none', ` stroke="${dark(steel)}" stroke-width="5"`) +
      repeat(6, (i) => circle(-50 + i * 20, -84 + (i % 2 ? 6 : -6), 6, '#fff')) +
      rect(-20, 60, 12, 48, across(steel), 3) +
      rect(8, 60, 12, 48, across(steel), 3),
  }
  return shapes[shape]!
}

/** torch/<size> */
export function torch(size: string): string {
  const t = toneOf('graphite')
  const one =
    polygon(
      [
        [-60, -26],
        [-104, -50],
        [-104, 50],
        [-60, 26],
      ],
      across(t),
    ) +
    rect(-118, -52, 16, 104, across(rubber), 6) +
    ellipse(-118, 0, 12, 46, flat(lightTones['cold']!)) +
    rect(-62, -26, 182, 52, across(t), 8) +
    repeat(10, (i) => rect(-10 + i * 9, -26, 4, 52, dark(t), 0, soft(0.5))) +
    rect(-44, -32, 22, 12, flat(toneOf('orange')), 4) +
    rect(116, -22, 16, 44, across(rubber), 5)
  const beam = polygon(
    [
      [-126, -44],
      [-210, -110],
      [-210, 110],
      [-126, 44],
    ],
    flat(lightTones['neutral']!),
    soft(0.5),
  )
  return turned(-30, beam + one, size === 'big' ? 24 : 40, size === 'big' ? 6 : 20, size === 'big' ? 1 : 0.8)
}

/** floodlight/<colour>/<size> */
export function floodlight(colour: string, size: string): string {
  const t = toneOf(colour === 'white' ? 'white' : colour === 'grey' ? 'grey' : 'black')
  const big = size === 'big'
  return (
    stroke('M-96 -6Q-104 96 -40 108H40Q104 96 96 -6', flat(toneOf('graphite')), 13) +
    rect(-124, -104, 248, 158, dark(t), 14) +
    rect(-124, -112, 248, 158, face(t), 14) +
    rect(-104, -94, 208, 122, '#FDF7DF', 8) +
    repeat(big ? 6 : 4, (i) =>
      repeat(
        big ? 4 : 3,
        (j) =>
          rect(
            -92 + i * (big ? 32 : 48),
            -84 + j * (big ? 27 : 36),
            big ? 22 : 32,
            big ? 17 : 24,
            '#F3C64B',
            4,
          ) +
          rect(-88 + i * (big ? 32 : 48), -80 + j * (big ? 27 : 36), big ? 9 : 14, 6, '#fff', 3, soft(0.8)),
      ),
    ) +
    polygon(
      [
        [-104, 10],
        [40, -94],
        [84, -94],
        [-104, 28],
      ],
      '#fff',
      soft(0.25),
    ) +
    circle(-112, -20, 8, flat(steel)) +
    circle(112, -20, 8, flat(steel))
  )
}

/** linear/<open|sealed>/<short|long> */
export function linear(kind: string, size: string): string {
  const sealed = kind === 'sealed'
  const length = size === 'long' ? 304 : 220
  const x = -length / 2
  const body =
    rect(x, -16, length, 42, across(toneOf(sealed ? 'grey' : 'white')), sealed ? 16 : 5) +
    rect(x + 4, 14, length - 8, 26, flat(lightTones['cold']!), sealed ? 13 : 4) +
    rect(x + 4, 14, length - 8, 9, '#fff', 4) +
    (sealed
      ? repeat(size === 'long' ? 4 : 3, (i) =>
          rect(x + 36 + i * ((length - 84) / (size === 'long' ? 3 : 2)), -20, 12, 58, across(steel), 3),
        )
      : rect(x - 4, -18, 12, 60, flat(toneOf('grey')), 3) +
        rect(x + length - 8, -18, 12, 60, flat(toneOf('grey')), 3))
  return turned(-24, rect(x, 36, length, 34, flat(lightTones['cold']!), 10, soft(0.5)) + body)
}

/** panel/<warm|cold> */
export function panel(colour: string): string {
  const t = lightTones[colour]!
  return (
    polygon(
      [
        [-150, 14],
        [-4, -92],
        [150, -18],
        [4, 96],
      ],
      '#C9D0D7',
    ) +
    polygon(
      [
        [-150, 6],
        [-4, -100],
        [150, -26],
        [4, 88],
      ],
      '#F4F6F8',
    ) +
    polygon(
      [
        [-132, 4],
        [-6, -88],
        [132, -22],
        [6, 76],
      ],
      flat(t),
    ) +
    repeat(7, (i) =>
      stroke(
        `M${-114 + i * 18} ${-9 - i * 13}L${24 + i * 18} ${63 - i * 13}`,
        '#fff',
        3,
        ' stroke-opacity=".75"',
      ),
    ) +
    polygon(
      [
        [-150, 6],
        [4, 88],
        [4, 98],
        [-150, 14],
      ],
      '#AEB7C0',
    )
  )
}

/** emergency/<lamp|exit> */
export function emergency(kind: string): string {
  const t = toneOf('green')
  if (kind === 'exit')
    return (
      rect(-140, -72, 280, 150, dark(t), 12) +
      rect(-140, -80, 280, 150, face(t), 12) +
      circle(-52, -40, 15, '#fff') +
      stroke(
        'M-56 -18L-70 14L-44 34L-50 56M-70 14L-96 40M-60 -12L-30 2L-14 -8M-58 -14L-86 -4L-98 14',
        '#fff',
        13,
      ) +
      path('M26 -16H74V-40L118 -2L74 36V12H26Z', '#fff')
    )
  return (
    rect(-138, -44, 276, 96, dark(toneOf('white')), 16) +
    rect(-138, -52, 276, 96, face(toneOf('white')), 16) +
    rect(-116, -34, 232, 60, flat(lightTones['cold']!), 10) +
    repeat(9, (i) => circle(-96 + i * 24, -4, 7, '#fff') + ring(-96 + i * 24, -4, 7, 2, '#9EC1DE')) +
    circle(104, 35, 5, '#47A25B') +
    circle(86, 35, 5, '#D6463A')
  )
}
