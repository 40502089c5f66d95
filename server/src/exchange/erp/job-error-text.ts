const texts: Record<string, string> = {
  empty: 'Файл пуст',
  not_commerceml: 'Это не файл CommerceML: корневой элемент {root}',
  malformed: 'Файл не является правильным XML: строка {line}, {detail}',
  truncated: 'Файл обрывается на строке {line}: выгрузка прервалась, повторите её',
  entity_declared: 'Файл отвергнут: в нём объявлены сущности XML',
  unknown_encoding: 'Кодировка {declared} не поддерживается: выгрузите файл в UTF-8 или windows-1251',
  too_deep: 'Файл отвергнут: вложенность элементов больше {limit}',
  text_too_long: 'Файл отвергнут: слишком длинный текст в строке {line}',
  too_many_attributes: 'Файл отвергнут: слишком много атрибутов в строке {line}',
  too_many_elements: 'Файл отвергнут: в нём слишком много элементов',
  record_too_large: 'Файл отвергнут: слишком большая запись в строке {line}',
  bad_file_name: 'Недопустимое имя файла: {name}',
  no_such_file: 'Файл {name} не был передан в этом сеансе',
  file_too_large: 'Файл или его часть больше {limit} байт: уменьшите размер порции',
  bad_archive: 'Архив повреждён, передан не весь или защищён паролем. {detail}',
  archive_too_large: 'Архив отвергнут: распакованный он слишком велик ({detail})',
  interrupted: 'Загрузка прервалась и была повторена трижды; подробности в журнале портала',
  internal: 'Внутренняя ошибка портала: {detail}',
}

/** The text that a person at 1C reads when an import failed: what is wrong, in Russian. */
export function jobErrorText(code: string | null, params: unknown): string {
  const template = texts[code ?? 'internal'] ?? texts['internal'] ?? ''
  const values = typeof params === 'object' && params !== null ? (params as Record<string, unknown>) : {}
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '—')).trim()
}
