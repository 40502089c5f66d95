/** The widths in which pictures of products are kept, in pixels; the server makes one when it is asked for it first. */
export const pictureWidths = [160, 320, 640, 960] as const

export type PictureWidth = (typeof pictureWidths)[number]

/** Where a picture of this portal is in one of the widths. */
export const pictureAt = (picture: string, width: PictureWidth): string => `${picture}?w=${width}`

/** What `srcset` of an image says; undefined for a picture that is not this portal's. */
export function pictureSet(picture: string): string | undefined {
  if (!picture.startsWith('/files/')) return undefined
  return pictureWidths.map((width) => `${pictureAt(picture, width)} ${width}w`).join(', ')
}
