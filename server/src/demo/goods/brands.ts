import type { DemoBrand } from '../demo-data.ts'

/** A brand that exists only here; `code` marks its articles, `dearness` multiplies the line's price. */
export interface BrandOfLines extends DemoBrand {
  /** As it stands in English texts. */
  latin: string
  code: string
  dearness: number
}

const brand = (
  key: string,
  name: string,
  countryCode: string,
  code: string,
  dearness: number,
): BrandOfLines => ({
  key,
  name,
  latin: /[А-я]/.test(name) ? key.charAt(0).toUpperCase() + key.slice(1) : name,
  countryCode,
  code,
  dearness,
})

export const brands: BrandOfLines[] = [
  brand('stalvit', 'Стальвит', 'RU', 'СВ', 1),
  brand('nordfix', 'Nordfix', 'CN', 'NF', 0.92),
  brand('feronit', 'Feronit', 'TR', 'FR', 1.11),
  brand('boltra', 'Boltra', 'TW', 'BT', 1.2),
  brand('torqa', 'Torqa', 'CN', 'TQ', 1),
  brand('dynarix', 'Dynarix', 'CN', 'DX', 1.34),
  brand('kedrach', 'Кедрач', 'RU', 'КЧ', 0.83),
  brand('hvatka', 'Хватка', 'RU', 'ХВ', 1),
  brand('rivon', 'Rivon', 'TW', 'RV', 1.28),
  brand('korundex', 'Korundex', 'RU', 'KX', 1),
  brand('burlak', 'Бурлак', 'RU', 'БР', 0.9),
  brand('drillon', 'Drillon', 'DE', 'DL', 1.55),
  brand('mednozhil', 'Медножил', 'RU', 'МЖ', 1),
  brand('volgopro', 'Волгопро', 'RU', 'ВП', 0.96),
  brand('amperol', 'Ампероль', 'BY', 'АО', 0.93),
  brand('elmora', 'Elmora', 'CN', 'EM', 1),
  brand('iskron', 'Искрон', 'RU', 'ИС', 0.86),
  brand('fazon', 'Fazon', 'TR', 'FZ', 1.42),
  brand('lumira', 'Lumira', 'CN', 'LM', 1),
  brand('luchar', 'Лучар', 'RU', 'ЛР', 0.9),
  brand('germetix', 'Germetix', 'RU', 'GX', 1),
  brand('stsepka', 'Сцепка', 'RU', 'СЦ', 0.88),
  brand('shchitnik', 'Щитник', 'RU', 'ЩТ', 1),
  brand('guardex', 'Guardex', 'CN', 'GD', 1.18),
]

/** The small company trades the first list, the bigger ones both. */
export interface BrandChoice {
  small: string[]
  more: string[]
}

export const metalware: BrandChoice = { small: ['stalvit'], more: ['nordfix', 'feronit', 'boltra'] }
export const powerTools: BrandChoice = { small: ['torqa', 'dynarix', 'kedrach'], more: ['rivon'] }
export const handTools: BrandChoice = { small: ['hvatka'], more: ['rivon', 'kedrach', 'torqa'] }
export const abrasives: BrandChoice = { small: ['korundex'], more: ['burlak', 'drillon', 'torqa'] }
export const cables: BrandChoice = { small: ['mednozhil'], more: ['volgopro', 'amperol'] }
export const modular: BrandChoice = { small: ['elmora', 'iskron'], more: ['fazon'] }
export const wiring: BrandChoice = { small: ['elmora'], more: ['iskron', 'fazon', 'lumira'] }
export const lighting: BrandChoice = { small: ['lumira', 'luchar'], more: ['elmora', 'fazon'] }
export const chemistry: BrandChoice = { small: ['germetix'], more: ['stsepka'] }
export const protection: BrandChoice = { small: ['shchitnik'], more: ['guardex'] }
