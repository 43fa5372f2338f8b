// expects lint/style/noRestrictedImports, but not in app
import { loadEnv } from "../platform/env";

export const probe = loadEnv;
