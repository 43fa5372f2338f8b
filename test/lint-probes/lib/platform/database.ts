// expects lint/style/noRestrictedImports, but not in lib/db
import type { Database } from "@/lib/db/database";

export type Probe = Database;
