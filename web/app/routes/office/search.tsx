import { SearchScreen } from '../../features/search-words/search-screen.tsx'

export default function SearchRoute() {
  return <SearchScreen />
}
