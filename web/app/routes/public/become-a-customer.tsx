export { ApplicationPage as default } from '../../features/public/application-page.tsx'
