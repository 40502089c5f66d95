export const companies = []
