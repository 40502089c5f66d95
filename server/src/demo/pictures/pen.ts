/**
 * A small language for drawing calm flat pictures of goods. Shapes are SVG texts around the point (0, 0) on a
 * field of ±150; a fill made by `across`, `along` or `glow` names its colours, and `sheet` writes the gradients.
 */

/** Three tones of a material and its outline. */
export interface Tone {
  light: string
  base: string
  dark: string
}

const tone = (light: string, base: string, dark: string): Tone => ({ light, base, dark })

export const tones: Record<string, Tone> = {
  zn: tone('E6EDF3', 'A3B1BD', '667482'),
  yz: tone('F8E6AE', 'DDB65F', 'A17A2A'),
  black: tone('7A838C', '454C54', '272C32'),
  a2: tone('FBFCFD', 'C3CAD0', '868F98'),
  brass: tone('F6DD93', 'CFA13C', '946C1D'),
  steel: tone('E3E7EB', 'A5AEB7', '6F7983'),
  copper: tone('F4C3A0', 'CF8250', '935327'),
  white: tone('FFFFFF', 'EBEEF1', 'B9C1C9'),
  cream: tone('FFFBEF', 'F3E7CC', 'CDBD98'),
  clear: tone('F7FBFD', 'DDE8EE', 'ADBEC9'),
  grey: tone('D4DADF', 'A9B2BA', '7B858E'),
  graphite: tone('8B939B', '5C656D', '3C434A'),
  red: tone('F08B80', 'D6463A', '9C2B22'),
  orange: tone('FFBE85', 'F08632', 'B55A12'),
  yellow: tone('FFE9A0', 'F5C534', 'C08F0C'),
  green: tone('9AD3A4', '47A25B', '2B7040'),
  'yellow-green': tone('E8F0A0', 'B5CC3A', '6F8E1C'),
  blue: tone('93B9EE', '3F79CF', '27539A'),
  indigo: tone('9AA2EC', '4F5BD0', '333B96'),
  wood: tone('EBCDA4', 'C99A63', '936839'),
  rubber: tone('6A7178', '3B4147', '22262A'),
  ral8017: tone('86685A', '56392E', '37221A'),
  ral9003: tone('FFFFFF', 'EEF1F2', 'C4CACE'),
  ral6005: tone('5E8474', '2B5443', '183529'),
  ral3005: tone('96606B', '6B2736', '451520'),
  ral5005: tone('6E90C4', '2D5799', '193A6C'),
  ral7024: tone('838B92', '555D63', '393F44'),
}

export function toneOf(name: string): Tone {
  const found = tones[name]
  if (!found) throw new Error(`no tone ${name}`)
  return found
}

/** A round bar seen from the side: light runs along it. */
export const across = (t: Tone): string => `url(#c-${t.base}-${t.light}-${t.base}-${t.dark})`
/** The same bar standing upright. */
export const upright = (t: Tone): string => `url(#u-${t.base}-${t.light}-${t.base}-${t.dark})`
/** A flat face lit from above. */
export const face = (t: Tone): string => `url(#v-${t.light}-${t.base})`
/** A darker flat face. */
export const shade = (t: Tone): string => `url(#v-${t.base}-${t.dark})`
/** A ball or a lens. */
export const glow = (t: Tone): string => `url(#r-${t.light}-${t.base})`
export const flat = (t: Tone): string => `#${t.base}`
export const dark = (t: Tone): string => `#${t.dark}`
export const light = (t: Tone): string => `#${t.light}`

const n = (value: number): string => String(Math.round(value * 10) / 10)

export const rect = (
  x: number,
  y: number,
  w: number,
  h: number,
  fill: string,
  radius = 0,
  more = '',
): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}"${radius ? ` rx="${n(radius)}"` : ''}${more}/>`
export const circle = (x: number, y: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}"${more}/>`
export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${more}/>`
export const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}"${more}/>`
export const polygon = (points: [x: number, y: number][], fill: string, more = ''): string =>
  `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}"${more}/>`
export const stroke = (d: string, colour: string, width: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"${more}/>`
export const ring = (x: number, y: number, r: number, width: number, colour: string): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="none" stroke="${colour}" stroke-width="${n(width)}"/>`
export const turned = (angle: number, inside: string, x = 0, y = 0, scale = 1): string =>
  `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})${scale === 1 ? '' : ` scale(${scale})`}">${inside}</g>`
export const soft = (opacity: number): string => ` fill-opacity="${opacity}"`

export const polar = (r: number, degrees: number, x = 0, y = 0): [number, number] => [
  x + r * Math.cos((degrees * Math.PI) / 180),
  y + r * Math.sin((degrees * Math.PI) / 180),
]
export const regular = (sides: number, r: number, from = 0): [number, number][] =>
  Array.from({ length: sides }, (_, i) => polar(r, from + (360 / sides) * i))

/** The same part several times. */
export const repeat = (count: number, part: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join('')

const lift =
  '<filter id="lift" color-interpolation-filters="sRGB"><feDropShadow dx="0" dy="4" stdDeviation="4" flood-color="#1B2430" flood-opacity=".24"/></filter>'

/** The whole picture: a light tile that stands on light and dark pages, a breath of accent, a soft shadow. */
export function sheet(inside: string, accent: string, scale = 1): string {
  // the lift costs more than all else, so only what would melt into the tile gets it
  const pale = inside.includes(tones['white']!.base) || inside.includes(tones['cream']!.base)
  const body =
    `<rect width="400" height="400" fill="url(#v-FFFFFF-EEF1F5)"/>` +
    `<circle cx="200" cy="196" r="148" fill="${accent}" fill-opacity=".1"/>` +
    `<ellipse cx="200" cy="352" rx="118" ry="11" fill="#1B2430" fill-opacity=".09"/>` +
    `<g${pale ? ' filter="url(#lift)"' : ''}><g transform="translate(200 196) scale(${scale})">${inside}</g></g>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400"><defs>${pale ? lift : ''}${gradients(body)}</defs>${body}</svg>`
}

function gradients(body: string): string {
  const named = new Set(
    [...body.matchAll(/url\(#([cuvr])-([0-9A-F-]+)\)/g)].map((match) => match[0].slice(5, -1)),
  )
  return [...named]
    .map((id) => {
      const [kind, ...colours] = id.split('-')
      const places = kind === 'c' || kind === 'u' ? [0, 0.28, 0.62, 1] : [0, 1]
      const stops = colours
        .map((colour, i) => `<stop offset="${places[i]}" stop-color="#${colour}"/>`)
        .join('')
      if (kind === 'r')
        return `<radialGradient id="${id}" cx=".38" cy=".32" r=".75">${stops}</radialGradient>`
      const direction = kind === 'u' ? 'x2="1" y2="0"' : 'x2="0" y2="1"'
      return `<linearGradient id="${id}" x1="0" y1="0" ${direction}>${stops}</linearGradient>`
    })
    .join('')
}
