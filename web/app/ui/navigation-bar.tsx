import { useNavigation } from 'react-router'
import styles from './navigation-bar.module.css'

/** A thin line at the top while the next page is on its way; it waits a moment, so that quick pages show none. */
export function NavigationBar() {
  return useNavigation().state === 'loading' ? <div className={styles.bar} aria-hidden="true" /> : null
}
