export { GroupsScreen as default } from '../../features/customers/groups-screen.tsx'
