interface Node {
  id: string
  parentId: string | null
}

/** Each category followed by all below it. */
export function inOrder<Category extends Node>(
  nodes: readonly Category[],
): { node: Category; depth: number }[] {
  const children = Map.groupBy(nodes, ({ parentId }) => parentId)
  const below = (parentId: string | null, depth: number): { node: Category; depth: number }[] =>
    (children.get(parentId) ?? []).flatMap((node) => [{ node, depth }, ...below(node.id, depth + 1)])
  return below(null, 0)
}
