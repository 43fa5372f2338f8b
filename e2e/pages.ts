import type { Area } from "@/components/shell/area";
import { menuItems } from "@/components/shell/menu-items";

const menuPages = (area: Area) => menuItems.filter((item) => item.area === area).map(({ href }) => href);

/** Every page of a workspace that needs no id: what is checked of all pages is checked of these. */
export const pages: readonly string[] = [
  ...menuPages("workspace"),
  "/calls?q=price",
  "/calls?columns=started,caller,agent,outcome,lead,duration,credits,direction,source,recording",
  "/leads?view=board",
  "/contacts/new",
  "/contacts/import",
  "/contacts/imports",
  "/follow-ups?view=month",
  "/analytics?compare=agents",
  "/settings/security",
  "/settings/data",
];

/** The same of the admin panel. */
export const adminPages: readonly string[] = [
  ...menuPages("admin"),
  "/admin/users?q=demo&role=user&columns=method,timezone",
  "/admin/audit-log?action=user.deactivate&columns=place,device,number",
];
