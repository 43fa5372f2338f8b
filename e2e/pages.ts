import { menuItems } from "@/components/shell/menu-items";

/** Every page of the dashboard that needs no id: what is checked of all pages is checked of these. */
export const pages: readonly string[] = [
  ...menuItems.map(({ href }) => href),
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
