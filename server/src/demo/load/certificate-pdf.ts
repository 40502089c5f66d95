import type { DemoCertificate } from '../demo-data.ts'

/**
 * One page that says what a certificate is, in the reader's built-in Latin font, so that no font has to be
 * shipped. It calls itself a specimen: nobody shall take it for a real paper.
 */
export function certificatePdf(certificate: DemoCertificate): Buffer {
  const number = certificate.number.replaceAll(/[^\x20-\x7e]/g, (letter) => latin[letter] ?? '')
  const text = (size: number, x: number, y: number, line: string): string =>
    `BT /F1 ${size} Tf ${x} ${y} Td (${line.replaceAll(/[()\\]/g, '\\$&')}) Tj ET`
  const page = [
    '0.06 0.43 0.34 rg 0 802 595 40 re f',
    '0.06 0.43 0.34 RG 2 w 40 80 515 690 re S',
    '0.1 0.12 0.15 rg',
    text(22, 70, 700, 'Demo specimen'),
    text(15, 70, 660, certificate.name.en),
    text(13, 70, 610, `No. ${number}`),
    text(13, 70, 585, `Valid from ${certificate.validFrom} to ${certificate.validTo}`),
    text(10, 70, 110, 'Made for the demo company of the portal. It certifies nothing.'),
  ].join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${Buffer.byteLength(page)} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let pdf = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const offset = Buffer.byteLength(pdf)
    pdf += `${i + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = Buffer.byteLength(pdf)
  return Buffer.from(
    `${pdf}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  )
}

const latin: Record<string, string> = {
  А: 'A',
  Б: 'B',
  В: 'V',
  Д: 'D',
  Е: 'E',
  К: 'K',
  Н: 'N',
  О: 'O',
  П: 'P',
  Р: 'R',
  С: 'S',
  Э: 'E',
  Ю: 'Yu',
}
