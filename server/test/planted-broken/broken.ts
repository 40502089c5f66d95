export const half = (
