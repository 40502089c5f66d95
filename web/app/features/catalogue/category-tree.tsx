import { getCategories, type CategoryNode } from '@portal/api/offer.ts'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Skeleton } from '../../ui/states.tsx'
import styles from './category-tree.module.css'
import './texts.ts'

/** The buyer's own tree: only categories with something for him, with counts. */
export function CategoryTree({ current, onChoose }: { current: string; onChoose: (slug: string) => void }) {
  const tree = useQuery({ ...queryFor(getCategories, {}), staleTime: 5 * 60_000 })
  if (tree.isPending) return <Skeleton lines={8} height={24} />
  return <CategoryBranches nodes={tree.data?.items ?? []} current={current} onChoose={onChoose} />
}

export type Branch = Pick<CategoryNode, 'id' | 'parentId' | 'slug' | 'name' | 'count'>

/** A tree of categories, one of them chosen by its slug. What was opened stays open. */
export function CategoryBranches({
  nodes,
  current,
  onChoose,
}: {
  nodes: readonly Branch[]
  current: string
  onChoose: (slug: string) => void
}) {
  const { t } = useTranslation('catalogue')
  const [opened, setOpened] = useLocalStorage<Record<string, boolean>>({
    key: 'artikul_categories',
    defaultValue: {},
  })
  const children = Map.groupBy(nodes, ({ parentId }) => parentId)
  const onPath = pathTo(nodes, current)

  function branch(parentId: string | null, depth: number) {
    const own = children.get(parentId) ?? []
    if (own.length === 0) return null
    return (
      <ul className={styles.branch}>
        {own.map((node) => {
          const open = opened[node.id] ?? onPath.has(node.id)
          return (
            <li key={node.id}>
              <Row
                node={node}
                depth={depth}
                chosen={node.slug === current}
                open={children.has(node.id) ? open : null}
                onToggle={() => setOpened({ ...opened, [node.id]: !open })}
                onChoose={() => onChoose(node.slug === current ? '' : node.slug)}
              />
              {open && branch(node.id, depth + 1)}
            </li>
          )
        })}
      </ul>
    )
  }
  return (
    <nav aria-label={t('categories')}>
      <button
        type="button"
        className={styles.name}
        aria-current={current === '' ? 'page' : undefined}
        onClick={() => onChoose('')}
      >
        {t('allCategories')}
      </button>
      {branch(null, 0)}
    </nav>
  )
}

function Row({
  node,
  depth,
  chosen,
  open,
  onToggle,
  onChoose,
}: {
  node: Branch
  depth: number
  chosen: boolean
  /** null: nothing below it */
  open: boolean | null
  onToggle: () => void
  onChoose: () => void
}) {
  const { t } = useTranslation('catalogue')
  const format = useFormat()
  return (
    <div className={styles.row} style={{ paddingInlineStart: depth * 14 }}>
      {open === null ? (
        <span className={styles.toggle} />
      ) : (
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          aria-label={t(open ? 'collapse' : 'expand', { name: node.name })}
          onClick={onToggle}
        >
          <IconChevronRight size={14} />
        </button>
      )}
      <button
        type="button"
        className={styles.name}
        aria-current={chosen ? 'page' : undefined}
        onClick={onChoose}
      >
        <span>{node.name}</span>
        <span className={styles.count}>{format.number(node.count)}</span>
      </button>
    </div>
  )
}

/** Ids of the chosen category and of those above it. */
function pathTo(nodes: readonly Branch[], slug: string): ReadonlySet<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const path = new Set<string>()
  let node = nodes.find((one) => one.slug === slug)
  while (node && !path.has(node.id)) {
    path.add(node.id)
    node = node.parentId === null ? undefined : byId.get(node.parentId)
  }
  return path
}
