export { SubscriptionsScreen as default } from '../../features/subscriptions/subscriptions-screen.tsx'
