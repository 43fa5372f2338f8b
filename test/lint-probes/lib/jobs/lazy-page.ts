// expects lint/style/noRestrictedImports, but not in app
export const probe = () => import("@/app/page");
