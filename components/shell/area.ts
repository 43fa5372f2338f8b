/** The two parts of the product: a tenant's own workspace, and the administration of the whole platform. */
export type Area = "workspace" | "admin";

/** Where each part begins. */
export const areaHomes: Readonly<Record<Area, string>> = { workspace: "/overview", admin: "/admin" };

/** The part that a page belongs to, by its address. */
export function areaOf(pathname: string): Area {
  return pathname === areaHomes.admin || pathname.startsWith(`${areaHomes.admin}/`) ? "admin" : "workspace";
}
