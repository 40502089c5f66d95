import { useMatches } from 'react-router'

/**
 * A page that is only read: `export const handle = stillPage` in its route. It is sent without the client's program, so
 * that a guest on a slow phone waits for nothing; its links are loads of whole pages, fetched ahead by the browser.
 */
export const stillPage = { still: true } as const

/** Whether the page shown now is only read. */
export function useStillPage(): boolean {
  return useMatches().some(({ handle }) => handle === stillPage)
}

/** The choice of theme and language where React does not run; it keeps what `remember` keeps. */
export const stillPreferences = `addEventListener('change',({target:{dataset:{preference:p},value:v}})=>{if(!p)return;document.cookie='artikul_'+p+'='+v+'; path=/; max-age=31536000; samesite=lax';if(p==='theme')document.documentElement.dataset.theme=v;else location.reload()})`

/** The next page is on its way when the pointer rests on its link. */
export const stillPrefetch = JSON.stringify({
  prefetch: [
    { where: { href_matches: ['/products', '/products/*', '/categories/*'] }, eagerness: 'moderate' },
  ],
})
