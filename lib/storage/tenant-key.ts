const kinds = ["recordings", "imports"] as const;

/** The folder of a tenant's objects of a kind; the database refuses a row of another tenant that refers to one. */
export const tenantFolder = (kind: (typeof kinds)[number], userId: string) => `${kind}/${userId}/` as const;

const tenantKey = new RegExp(`^(?:${kinds.join("|")})/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/`);

/** The tenant of an object; null for objects without one, such as a body whose event was not read yet. */
export function ownerOf(key: string): string | null {
  return tenantKey.exec(key)?.[1] ?? null;
}
