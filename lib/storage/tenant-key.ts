const kinds = ["recordings", "imports"] as const;

/** Where a tenant's objects of a kind lie; the database refuses a row of another tenant that names one. */
export const tenantFolder = (kind: (typeof kinds)[number], userId: string) => `${kind}/${userId}/` as const;

const tenantKey = new RegExp(`^(?:${kinds.join("|")})/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/`);

/** Whose an object is; null for what came for nobody in particular, such as an event that nobody has read yet. */
export function ownerOf(key: string): string | null {
  return tenantKey.exec(key)?.[1] ?? null;
}
