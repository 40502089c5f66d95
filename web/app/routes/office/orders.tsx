export { OrdersScreen as default } from '../../features/office-orders/orders-screen.tsx'
