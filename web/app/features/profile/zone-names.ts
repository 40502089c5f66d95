export interface NamedZone {
  zone: string
  /** `GMT+03:00 Москва` */
  name: string
}

/** Time zones as people call them, from west to east. */
export function zonesByOffset(zones: readonly string[], language: string): NamedZone[] {
  const at = new Date()
  const part = (zone: string, timeZoneName: 'shortGeneric' | 'longOffset') =>
    new Intl.DateTimeFormat(timeZoneName === 'longOffset' ? 'en' : language, { timeZone: zone, timeZoneName })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone
  return zones
    .map((zone) => {
      const offset = part(zone, 'longOffset')
      const place = part(zone, 'shortGeneric')
      return { zone, minutes: minutesOf(offset), name: place === offset ? zone : `${offset} ${place}` }
    })
    .toSorted((a, b) => a.minutes - b.minutes || a.name.localeCompare(b.name, language))
    .map(({ zone, name }) => ({ zone, name }))
}

function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(offset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
}
