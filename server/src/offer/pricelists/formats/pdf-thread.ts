// The thread's own file: sets one table as pages and writes them.
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import { documentOf } from './pdf-document.ts'
import type { PdfTable } from './write-pdf.ts'

const table = workerData as PdfTable
// Roboto comes with pdfmake, has Cyrillic and may be passed on (Apache-2.0)
const fonts = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js') as Record<
  string,
  Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>
>
const ours = new Set(Object.values(fonts).flatMap((faces) => Object.values(faces)))
pdfmake.setFonts(fonts)
// nothing but the fonts is read: no address, no file that a text might name
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => ours.has(path))
await pdfmake.createPdf(documentOf(table)).write(table.target)
parentPort!.postMessage('written')
