/** Where the browser keeps a page of the list; keys that begin with "live" are fetched again on every change. */
export const contactsKey = (search: string) => ["live", "contacts", search] as const;
