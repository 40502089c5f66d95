/** The text of the consent that the forms show; a changed text gets a new date. */
const consentVersion = '2026-11-01'

/** What is kept of a consent: to what, in which wording, when. */
export function consentGiven(at: Date): string {
  return JSON.stringify([{ what: 'personal_data', version: consentVersion, at }])
}
