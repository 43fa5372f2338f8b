import type { CsvLimits } from "@/lib/platform/csv/csv-reader";

export const fileBytesMax = 64 * 1024 * 1024;

export const fileLimits: CsvLimits = { cellCharactersMax: 100_000, rowCharactersMax: 1_000_000, columnsMax: 500 };

/** Rows of one transaction: it holds the tenant's contacts for a fraction of a second. */
export const rowsPerBatch = 5_000;
