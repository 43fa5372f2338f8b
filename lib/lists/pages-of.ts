type ListPage<Item> = { items: readonly Item[]; nextCursor: string | null };

/**
 * Every page of a list in its order, each read when it is asked for.
 * @param read a page from a cursor on, or from the beginning.
 */
export async function* pagesOf<Item>(
  read: (cursor: string | null) => Promise<ListPage<Item>>,
): AsyncGenerator<readonly Item[]> {
  let cursor: string | null = null;
  do {
    const page: ListPage<Item> = await read(cursor);
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
