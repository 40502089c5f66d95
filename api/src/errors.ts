/**
 * Every error that the portal answers with: its HTTP status, and whether the operator should hear of it.
 * On the wire an error is an RFC 9457 problem with the code and its params; clients translate by code.
 */
export const errorCodes = {
  bad_request: { status: 400, reportable: false },
  invalid_input: { status: 422, reportable: false },
  not_signed_in: { status: 401, reportable: false },
  forbidden: { status: 403, reportable: false },
  not_found: { status: 404, reportable: false },
  too_many_requests: { status: 429, reportable: false },
  payload_too_large: { status: 413, reportable: false },
  unavailable: { status: 503, reportable: true },
  internal: { status: 500, reportable: true },

  // people
  wrong_credentials: { status: 401, reportable: false },
  locked_out: { status: 429, reportable: false },
  user_blocked: { status: 403, reportable: false },
  company_inactive: { status: 403, reportable: false },
  company_blocked: { status: 403, reportable: false },
  weak_password: { status: 422, reportable: false },
  link_expired: { status: 410, reportable: false },
  link_used: { status: 410, reportable: false },
  link_revoked: { status: 410, reportable: false },
  last_director: { status: 409, reportable: false },
  beyond_own_permissions: { status: 403, reportable: false },
  inn_invalid: { status: 422, reportable: false },
  kpp_invalid: { status: 422, reportable: false },
  ogrn_invalid: { status: 422, reportable: false },
  company_exists: { status: 409, reportable: false },

  // terms
  no_terms: { status: 409, reportable: false },
  context_changed: { status: 409, reportable: false },
  preview_only: { status: 403, reportable: false },
  contract_not_in_force: { status: 409, reportable: false },
  contract_exists: { status: 409, reportable: false },
  price_list_currency: { status: 422, reportable: false },
  in_use: { status: 409, reportable: false },
  stock_policy_exists: { status: 409, reportable: false },
  packagings_from_exchange: { status: 409, reportable: false },
  analog_of_itself: { status: 422, reportable: false },
  cross_reference_exists: { status: 409, reportable: false },
  replacement_circle: { status: 409, reportable: false },
  sold_as_variants: { status: 409, reportable: false },
  /** a product has one family; `family` names the other */
  in_other_family: { status: 409, reportable: false },
  /** `article` stands there */
  cell_taken: { status: 409, reportable: false },
  price_list_from_exchange: { status: 409, reportable: false },
  base_price_list: { status: 409, reportable: false },
  vat_rate_in_force: { status: 409, reportable: false },
  rate_source_currency: { status: 422, reportable: false },
  rate_source_exists: { status: 409, reportable: false },
  /** somebody else has changed it since it was looked at */
  terms_changed: { status: 409, reportable: false },

  // offer
  too_many_subscriptions: { status: 409, reportable: false },
  choice_too_wide: { status: 409, reportable: false },
  too_many_synonyms: { status: 409, reportable: false },
  part_number_taken: { status: 409, reportable: false },
  part_numbers_full: { status: 409, reportable: false },

  // trade
  cart_changed: { status: 409, reportable: false },
  cart_empty: { status: 409, reportable: false },
  cart_has_problems: { status: 409, reportable: false },
  cart_full: { status: 409, reportable: false },
  cart_submitted: { status: 409, reportable: false },
  below_minimum_order: { status: 409, reportable: false },
  over_credit_limit: { status: 409, reportable: false },
  over_member_limit: { status: 409, reportable: false },
  over_contracted: { status: 409, reportable: false },
  order_taken_by_erp: { status: 409, reportable: false },
  prepayment_changed: { status: 409, reportable: false },
  wrong_state: { status: 409, reportable: false },

  // mail
  mail_not_configured: { status: 409, reportable: false },

  // files
  file_unreadable: { status: 422, reportable: false },
  file_too_large: { status: 413, reportable: false },
  file_kind_unknown: { status: 422, reportable: false },
  file_empty: { status: 422, reportable: false },
  file_kind_refused: { status: 422, reportable: false },
  picture_kind_refused: { status: 422, reportable: false },
  /** `name` of what is in it */
  archive_refused: { status: 422, reportable: false },
  archive_too_large: { status: 422, reportable: false },
  media_from_exchange: { status: 409, reportable: false },
  columns_not_found: { status: 422, reportable: false },
  /** of its kind there is one with this name already */
  name_taken: { status: 409, reportable: false },
  /** `most` of them are kept at once */
  limit_reached: { status: 409, reportable: false },
  /** it is being made: ask again in a while */
  not_ready: { status: 503, reportable: false },
} as const satisfies Record<string, { status: number; reportable: boolean }>

export type ErrorCode = keyof typeof errorCodes

/** Values that a message needs, such as `{ limit: "100.00", currency: "RUB" }`. */
export type ErrorParams = Record<string, string | number | boolean | null>

/** The one error class: a code from the registry, the params of its message, and which inputs are wrong. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams
  /** Dotted path of an input -> a code of what is wrong with it. */
  readonly fields: Record<string, string>

  constructor(code: ErrorCode, params: ErrorParams = {}, fields: Record<string, string> = {}) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.params = params
    this.fields = fields
  }

  get status(): number {
    return errorCodes[this.code].status
  }
}
