// expects lint/style/noRestrictedImports, but not in app
import { action } from "@/app/actions";

export const probe = action;
