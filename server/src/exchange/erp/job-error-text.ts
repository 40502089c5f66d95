const texts: Record<string, string> = {
  not_xml: 'Файл не является XML или обрывается: строка {line}, {detail}',
  unsafe_xml: 'Файл отвергнут: в нём объявлены сущности (DOCTYPE) или вложенность слишком велика',
  interrupted: 'Загрузка прервалась и была повторена трижды; подробности в журнале портала',
  internal: 'Внутренняя ошибка портала: {detail}',
}

/** The text that a person at 1C reads when an import failed: what is wrong, in Russian. */
export function jobErrorText(code: string | null, params: unknown): string {
  const template = texts[code ?? 'internal'] ?? texts['internal'] ?? ''
  const values = typeof params === 'object' && params !== null ? (params as Record<string, unknown>) : {}
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '—'))
}
