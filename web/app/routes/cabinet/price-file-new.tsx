export { NewProfileScreen as default } from '../../features/price-files/profile-screen.tsx'
