import {
  type Icon,
  IconAddressBook,
  IconBell,
  IconCalendarCheck,
  IconChartBar,
  IconLayoutDashboard,
  IconPhone,
  IconRobot,
  IconSettings,
  IconUserCheck,
  IconUserSearch,
} from "@tabler/icons-react";

export type Place = {
  href: string;
  label: string;
  /** What it lists, where its name alone may be taken for something else. */
  detail?: string;
  icon: Icon;
};

/** Every page that has its own place in the menu, in the menu's order. */
export const places: readonly Place[] = [
  { href: "/overview", label: "Overview", icon: IconLayoutDashboard },
  { href: "/calls", label: "Calls", icon: IconPhone },
  { href: "/leads", label: "Leads", detail: "People, one line each", icon: IconUserSearch },
  { href: "/contacts", label: "Contacts", icon: IconAddressBook },
  { href: "/follow-ups", label: "Follow-ups", icon: IconCalendarCheck },
  { href: "/customers", label: "Customers", icon: IconUserCheck },
  { href: "/agents", label: "Agents", icon: IconRobot },
  { href: "/analytics", label: "Analytics", icon: IconChartBar },
  { href: "/notifications", label: "Notifications", icon: IconBell },
  { href: "/settings", label: "Settings", icon: IconSettings },
];

/** Whether a place, or a page below it, is the one being shown. */
export function isCurrent(place: Place, pathname: string): boolean {
  return pathname === place.href || pathname.startsWith(`${place.href}/`);
}
