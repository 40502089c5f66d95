import { AppError } from '@portal/api/errors.ts'
import { shortestPassword } from '@portal/api/identity.ts'

// what attackers try first; a longer list would not stop more than the length does
const common = [
  'password',
  'qwertyuiop',
  'qwerty12345',
  '1234567890',
  '12345678910',
  '0987654321',
  'йцукенгшщз',
  'artikul',
]

/** Refuses a password that is short, one repeated character, or begins as the ones everybody tries. */
export function requireStrongPassword(password: string): void {
  const simple = new Set(password).size < 4 || common.some((word) => password.toLowerCase().startsWith(word))
  if ([...password].length < shortestPassword || simple)
    throw new AppError('weak_password', { length: shortestPassword })
}
