export { PasswordRequest as default } from '../../features/account/password-request.tsx'
