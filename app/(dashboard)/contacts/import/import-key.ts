/** Where the browser keeps an import; keys that begin with "live" are fetched again on every change. */
export const importKey = (id: string) => ["live", "contact-import", id] as const;
