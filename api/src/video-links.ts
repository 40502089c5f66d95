/** Hosts whose pages show one video and nothing that a buyer has to be warned of; subdomains count. */
export const videoHosts = [
  'rutube.ru',
  'vkvideo.ru',
  'vk.com',
  'dzen.ru',
  'youtube.com',
  'youtu.be',
  'vimeo.com',
] as const

/**
 * The host of a link that may stand as a product's video: https, of a known host or straight to an .mp4; null for any
 * other. A link is somebody's text on a page where buyers pay: what is not on the list does not get there.
 */
export function videoHost(link: string): string | null {
  const url = URL.parse(link.trim())
  if (url?.protocol !== 'https:' || url.username || url.password || url.port) return null
  const host = url.hostname.replace(/^www\./, '')
  const known = videoHosts.some((one) => host === one || host.endsWith(`.${one}`))
  // an address by number or without a point is a machine of somebody's own network
  const named = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(host)
  return known || (named && url.pathname.toLowerCase().endsWith('.mp4')) ? host : null
}
