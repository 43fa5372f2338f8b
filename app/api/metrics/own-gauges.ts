import type { Database } from "@/lib/db/database";

/** One number that a part of the product reads from the database each time; null while it is not known. */
export type OwnGauge = { name: `callwright_${string}`; help: string; read: (db: Database) => Promise<number | null> };

/** Whatever else is worth watching is entered here, and in docs/operations.md. */
export const ownGauges: readonly OwnGauge[] = [];
