// planted: unknown module
export const stray = 1
