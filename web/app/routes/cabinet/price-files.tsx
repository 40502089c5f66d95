export { PriceFilesScreen as default } from '../../features/price-files/price-files-screen.tsx'
