import { CatalogueScreen } from '../../features/catalogue/catalogue-screen.tsx'

export default function Catalogue() {
  return <CatalogueScreen />
}
