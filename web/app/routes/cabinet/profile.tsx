import { ProfileScreen } from '../../features/profile/profile-screen.tsx'

export default function ProfileRoute() {
  return <ProfileScreen />
}
