import { type Icon, IconLayoutDashboard, IconPhone, IconSettings } from "@tabler/icons-react";

export type Place = { href: string; label: string; icon: Icon };

/** Every page that has its own place in the menu, in the menu's order. */
export const places: readonly Place[] = [
  { href: "/overview", label: "Overview", icon: IconLayoutDashboard },
  { href: "/calls", label: "Calls", icon: IconPhone },
  { href: "/settings", label: "Settings", icon: IconSettings },
];

/** Whether a place, or a page below it, is the one being shown. */
export function isCurrent(place: Place, pathname: string): boolean {
  return pathname === place.href || pathname.startsWith(`${place.href}/`);
}
