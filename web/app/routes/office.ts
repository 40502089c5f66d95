import { index } from '@react-router/dev/routes'

/** Pages of the operator's people, under /office. */
export const office = [index('routes/office/today.tsx')]
