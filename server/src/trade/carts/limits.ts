/** Limits that screens and errors name. */
export const mostLines = 2000
export const mostOpenCarts = 50
