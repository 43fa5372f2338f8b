// expects lint/style/noRestrictedImports, but not in lib/db
import { Client } from "pg";

export const probe = Client;
