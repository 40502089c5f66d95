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
  soft,
  stroke,
  toneOf,
  turned,
  upright,
} from './pen.ts'

const white = toneOf('white')
const steel = toneOf('zn')
const rubber = toneOf('rubber')

/** cartridge/<anchor|sealant|glue>/<colour> */
export function cartridge(kind: string, colour: string): string {
  const t = toneOf(colour)
  const label = kind === 'anchor' ? toneOf(colour) : kind === 'glue' ? toneOf('red') : toneOf('indigo')
  const body = kind === 'sealant' || kind === 'glue' ? white : toneOf('grey')
  const window =
    kind === 'anchor'
      ? ''
      : rect(-46, 66, 92, 20, flat(t), 4) +
        rect(-46, 66, 92, 20, 'none', 4, ` stroke="${dark(t)}" stroke-width="2"`)
  const mixer =
    kind === 'anchor'
      ? rect(-10, -152, 20, 66, upright(toneOf('clear')), 4) +
        repeat(5, (i) => stroke(`M-8 ${-146 + i * 12}L8 ${-138 + i * 12}`, dark(rubber), 3))
      : polygon(
          [
            [-6, -150],
            [6, -150],
            [18, -84],
            [-18, -84],
          ],
          upright(t),
        )
  return turned(
    14,
    mixer +
      rect(-24, -90, 48, 16, upright(rubber), 4) +
      rect(-58, -78, 116, 206, upright(body), 12) +
      rect(-58, -44, 116, 96, upright(label)) +
      rect(-40, -28, 80, 12, '#fff', 5) +
      rect(-40, -8, 56, 8, '#fff', 4, soft(0.8)) +
      circle(26, 26, 15, '#fff', soft(0.9)) +
      window +
      rect(-60, 120, 120, 12, upright(toneOf('grey')), 5),
    0,
    8,
  )
}

/** can/<foam|spray>/<colour> */
export function can(kind: string, colour: string): string {
  const t = toneOf(colour)
  const top =
    kind === 'foam'
      ? rect(-15, -136, 30, 40, upright(toneOf('grey')), 4) +
        rect(-38, -108, 76, 18, upright(white), 8) +
        stroke('M0 -130L70 -150', flat(toneOf('grey')), 7)
      : rect(-30, -132, 60, 44, upright(t), 10) +
        rect(-10, -146, 20, 18, upright(white), 4) +
        stroke('M8 -138L72 -146', flat(toneOf('red')), 4)
  return turned(
    8,
    top +
      path(
        'M-66 -60Q-62 -94 -34 -96H34Q62 -94 66 -60V124Q66 136 54 136H-54Q-66 136 -66 124Z',
        upright(kind === 'foam' ? t : steel),
      ) +
      rect(-66, -40, 132, 130, upright(kind === 'foam' ? white : t)) +
      (kind === 'foam'
        ? path('M-66 40Q-30 10 0 34T66 22V90H-66Z', upright(t)) +
          circle(-18, 6, 17, '#FFF3CF') +
          circle(6, 14, 21, '#FFE9AE') +
          circle(28, 2, 13, '#FFF3CF')
        : circle(0, 30, 34, '#fff', soft(0.9)) + path('M0 2Q22 30 0 54Q-22 30 0 2Z', flat(t))) +
      rect(-46, -26, 92, 12, kind === 'foam' ? dark(t) : '#fff', 5) +
      rect(-64, 122, 128, 10, dark(steel), 4, soft(0.5)),
    0,
    6,
  )
}

/** gloves/<material> */
export function gloves(material: string): string {
  const looks: Record<string, [cuff: string, palm: string]> = {
    cotton: ['white', 'white'],
    latex: ['grey', 'orange'],
    nitrile: ['white', 'blue'],
    split: ['wood', 'wood'],
  }
  const [cuff, palm] = looks[material]!
  const c = toneOf(cuff)
  const p = toneOf(palm)
  const hand = (t = p): string =>
    path(
      'M-52 40V-24Q-54 -44 -42 -46Q-30 -46 -30 -28V-86Q-30 -104 -17 -104Q-4 -104 -4 -86V-100Q-4 -118 10 -118Q24 -118 24 -98V-84Q24 -100 36 -100Q50 -100 50 -82V-52Q52 -66 62 -64Q74 -62 72 -42L64 14Q60 40 54 52H-44Z',
      face(t),
    ) +
    stroke('M-4 -84V-34M24 -82V-34M50 -54V-26', dark(t), 2.5, ' stroke-opacity=".6"') +
    (material === 'cotton'
      ? repeat(24, (i) => circle(-24 + (i % 5) * 19, -20 + Math.floor(i / 5) * 15, 4, flat(toneOf('blue'))))
      : '')
  const one =
    hand() +
    rect(-48, 46, 106, 64, across(c), 8) +
    repeat(4, (i) => rect(-46, 56 + i * 13, 102, 4, dark(c), 2, soft(0.35)))
  return turned(14, `<g transform="scale(-1 1)">${one}</g>`, 50, 16, 0.92) + turned(-12, one, -38, 4, 0.96)
}

/** glasses/<open|closed>/<colour> */
export function glasses(kind: string, colour: string): string {
  const t = toneOf(colour)
  if (kind === 'closed')
    return (
      stroke('M-118 0Q-156 20 -150 74', flat(rubber), 17) +
      stroke('M118 0Q156 20 150 74', flat(rubber), 17) +
      path(
        'M-122 -40Q-112 -66 -76 -66H76Q112 -66 122 -40V10Q118 58 76 62Q40 62 24 36Q0 12 -24 36Q-40 62 -76 62Q-118 58 -122 10Z',
        face(toneOf('blue')),
      ) +
      path(
        'M-106 -34Q-98 -50 -72 -50H72Q98 -50 106 -34V8Q102 42 74 46Q48 46 34 22Q0 -8 -34 22Q-48 46 -74 46Q-102 42 -106 8Z',
        '#D9ECF7',
      ) +
      polygon(
        [
          [-80, 34],
          [-30, -50],
          [0, -50],
          [-52, 36],
        ],
        '#fff',
        soft(0.6),
      ) +
      repeat(4, (i) => rect(-60 + i * 36, -64, 12, 7, dark(toneOf('blue')), 3))
    )
  return (
    stroke('M-128 -16Q-150 10 -140 82', flat(rubber), 10) +
    stroke('M128 -16Q150 10 140 82', flat(rubber), 10) +
    path(
      'M-134 -34Q0 -62 134 -34Q136 26 92 46Q44 56 20 16Q0 -6 -20 16Q-44 56 -92 46Q-136 26 -134 -34Z',
      glow(t),
      soft(0.88),
    ) +
    path('M-134 -34Q0 -62 134 -34L132 -20Q0 -48 -132 -20Z', flat(rubber)) +
    polygon(
      [
        [-104, 34],
        [-64, -38],
        [-40, -40],
        [-76, 44],
      ],
      '#fff',
      soft(0.5),
    ) +
    polygon(
      [
        [44, 32],
        [80, -38],
        [98, -36],
        [66, 40],
      ],
      '#fff',
      soft(0.4),
    )
  )
}

/** helmet/<colour> */
export function helmet(colour: string): string {
  const t = toneOf(colour)
  return (
    path('M-112 38Q-116 -92 0 -98Q116 -92 112 38Z', glow(t)) +
    path('M-26 -96Q-34 -30 -30 36H30Q34 -30 26 -96Q0 -102 -26 -96Z', light(t), soft(0.6)) +
    stroke('M-64 -78Q-82 -20 -80 34M64 -78Q82 -20 80 34', dark(t), 5, ' stroke-opacity=".5"') +
    path('M-138 34Q0 8 138 34Q148 56 124 64Q0 40 -124 64Q-148 56 -138 34Z', face(t)) +
    path('M-124 64Q0 40 124 64Q0 56 -124 64Z', dark(t)) +
    stroke('M-92 62Q-70 124 0 126Q70 124 92 62', flat(rubber), 7) +
    repeat(3, (i) => rect(-66, -40 + i * 15, 20, 6, dark(t), 3, soft(0.6)))
  )
}

/** respirator/<colour> */
export function respirator(colour: string): string {
  const t = toneOf(colour === 'grey' ? 'grey' : 'white')
  return (
    stroke('M-98 -20Q-150 -40 -152 -92M98 -20Q150 -40 152 -92', flat(toneOf('yellow')), 7) +
    stroke('M-96 40Q-146 50 -152 100M96 40Q146 50 152 100', flat(toneOf('yellow')), 7) +
    path('M0 -98Q96 -84 110 -6Q104 92 0 110Q-104 92 -110 -6Q-96 -84 0 -98Z', face(t)) +
    stroke('M-108 -4Q0 -46 108 -4M-92 56Q0 16 92 56', dark(t), 3.5, ' stroke-opacity=".7"') +
    circle(0, 36, 37, face(toneOf('blue'))) +
    circle(0, 36, 28, flat(toneOf('grey'))) +
    repeat(4, (i) => rect(-22, 20 + i * 10, 44, 4, '#3B4147', 2)) +
    rect(-34, -92, 68, 11, across(steel), 5)
  )
}

/** first-aid/<kit|bandage> */
export function firstAid(kind: string): string {
  if (kind === 'bandage')
    return turned(
      -12,
      rect(-112, -56, 150, 124, across(white), 10) +
        ellipse(38, 6, 42, 62, face(white)) +
        repeat(4, (i) =>
          ellipse(38, 6, 34 - i * 9, 50 - i * 13, 'none', ` stroke="${dark(white)}" stroke-width="3"`),
        ) +
        path('M-112 40Q-60 84 60 72H140V108H-20Q-100 104 -112 60Z', face(white)) +
        stroke('M-90 66H130M-70 88H134', dark(white), 1.6, ' stroke-dasharray="5 5"'),
    )
  const t = toneOf('orange')
  return (
    rect(-52, -112, 104, 40, 'none', 14, ` stroke="${dark(rubber)}" stroke-width="15"`) +
    rect(-136, -78, 272, 184, dark(t), 20) +
    rect(-136, -86, 272, 184, face(t), 20) +
    rect(-136, 0, 272, 8, dark(t), 0, soft(0.6)) +
    circle(0, 4, 60, '#fff') +
    rect(-13, -36, 26, 80, flat(toneOf('green')), 5) +
    rect(-40, -9, 80, 26, flat(toneOf('green')), 5) +
    rect(-100, -8, 24, 24, flat(rubber), 5) +
    rect(76, -8, 24, 24, flat(rubber), 5)
  )
}

/** book/<colour> */
export function book(colour: string): string {
  const t = toneOf(colour)
  return turned(
    -8,
    rect(-84, -118, 184, 240, dark(t), 10) +
      rect(-88, -112, 180, 228, '#F7F5EE', 6) +
      repeat(6, (i) => rect(-84, 96 + i * 3, 174, 1.4, '#C9C3B1')) +
      rect(-96, -124, 184, 222, face(t), 10) +
      rect(-96, -124, 26, 222, dark(t), 10, soft(0.65)) +
      rect(-44, -90, 108, 62, '#fff', 6, soft(0.94)) +
      rect(-30, -74, 80, 9, flat(t), 4) +
      rect(-30, -56, 54, 8, dark(t), 4) +
      ring(10, 40, 28, 9, '#fff') +
      path('M6 -2H14V12H6ZM6 68H14V82H6ZM-32 36H-18V44H-32ZM38 36H52V44H38Z', '#fff') +
      circle(10, 40, 9, light(t)),
  )
}
