export { TodayScreen as default } from '../../features/office-orders/today-screen.tsx'
