export { ApplicationsScreen as default } from '../../features/customers/applications-screen.tsx'
