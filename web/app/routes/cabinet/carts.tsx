export { CartsScreen as default } from '../../features/carts/carts-screen.tsx'
