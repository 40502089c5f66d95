// planted: unknown module
export const unheard = 1
