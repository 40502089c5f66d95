import { videoHost } from '@portal/api/video-links.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatByHead, formatOfName, nameFor } from './known-formats.ts'

const head = (text: string) => Buffer.from(text, 'latin1')

test('a file is what its first bytes say', () => {
  expect(formatByHead(head('%PDF-1.7\n'))).toBe('pdf')
  expect(formatByHead(head('\xff\xd8\xff\xe0'))).toBe('jpeg')
  expect(formatByHead(head('\x89PNG\r\n\x1a\n'))).toBe('png')
  expect(formatByHead(head('RIFF\x00\x00\x00\x00WEBPVP8 '))).toBe('webp')
  expect(formatByHead(head('PK\x03\x04'))).toBe('zip')
  expect(formatByHead(head('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))).toBe('cfb')
  expect(formatByHead(head('AC1027'))).toBe('dwg')
  for (const other of [
    '',
    'MZ\x90\x00',
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '<html>',
    'RIFFxxxxAVI ',
    '#!/bin/sh',
  ])
    expect(formatByHead(head(other)), other).toBeNull()
})

test('its name ends with what it is, and leads nowhere', () => {
  expect(nameFor('Сертификат 2026.PDF', 'pdf')).toBe('Сертификат 2026.PDF')
  expect(nameFor('фото.jpeg', 'jpeg')).toBe('фото.jpeg')
  expect(nameFor('паспорт.exe', 'pdf')).toBe('паспорт.pdf')
  expect(nameFor('../../etc/passwd', 'pdf')).toBe('passwd.pdf')
  expect(nameFor('C:\\сканы\\лист.png', 'pdf')).toBe('лист.pdf')
  // marks that turn a name round, so that exe.fdp reads as pdf.exe
  expect(nameFor('договор\u202efdp.exe', 'pdf')).toBe('договорfdp.pdf')
  expect(nameFor('', 'pdf')).toBe('file.pdf')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 260 }), (said) => {
      const name = nameFor(said, 'pdf')
      expect(formatOfName(name)).toBe('PDF')
      expect(name.length).toBeLessThanOrEqual(200)
      expect([...name].filter((letter) => letter < ' ' || '/\\'.includes(letter))).toEqual([])
    }),
  )
})

test('a video is a link by https to a known host, or straight to an .mp4', () => {
  expect(videoHost('https://rutube.ru/video/0a1b2c/')).toBe('rutube.ru')
  expect(videoHost('https://www.youtube.com/watch?v=x')).toBe('youtube.com')
  expect(videoHost('https://player.vimeo.com/video/1')).toBe('player.vimeo.com')
  expect(videoHost('https://factory.example/films/drill.MP4')).toBe('factory.example')
  for (const other of [
    'http://rutube.ru/video/1/',
    'https://rutube.ru.evil.example/video/1/',
    'https://notrutube.ru/video/1',
    'https://evil.example/page.html',
    'https://rutube.ru@evil.example/a.html',
    'https://127.0.0.1/a.mp4',
    'https://localhost/a.mp4',
    'https://factory.example:8443/a.mp4',
    'javascript:alert(1)//.mp4',
    'data:video/mp4;base64,AAAA',
    '//rutube.ru/video/1',
    'ролик',
    '',
  ])
    expect(videoHost(other), other).toBeNull()
})
