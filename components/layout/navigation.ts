import { type Icon, IconLayoutDashboard, IconPhone } from "@tabler/icons-react";

export type Place = { href: string; label: string; icon: Icon };

/** Every page that has its own place in the menu, in the menu's order. */
export const places: readonly Place[] = [
  { href: "/overview", label: "Overview", icon: IconLayoutDashboard },
  { href: "/calls", label: "Calls", icon: IconPhone },
];

/** Whether a place, or a page below it, is the one being shown. */
export function isCurrent(place: Place, pathname: string): boolean {
  return pathname === place.href || pathname.startsWith(`${place.href}/`);
}
