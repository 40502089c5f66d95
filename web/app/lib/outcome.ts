import type { ErrorCode } from '@portal/api/errors.ts'

/** What a loader learned: the answer, or why the server refused it. */
export type Outcome<Answer> = { ok: true; answer: Answer } | { ok: false; code: ErrorCode; status: number }

/** For a loader whose page explains a refusal itself; anything unexpected stays an error page. */
export async function outcomeOf<Answer>(
  asked: Promise<Answer>,
  expected: readonly ErrorCode[],
): Promise<Outcome<Answer>> {
  try {
    return { ok: true, answer: await asked }
  } catch (refusal) {
    if (!(refusal instanceof Response)) throw refusal
    const { code } = (await refusal.clone().json()) as { code: ErrorCode }
    if (!expected.includes(code)) throw refusal
    return { ok: false, code, status: refusal.status }
  }
}
