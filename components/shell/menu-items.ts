import {
  type Icon,
  IconAddressBook,
  IconBell,
  IconCalendarCheck,
  IconChartBar,
  IconHeartbeat,
  IconHistory,
  IconLayoutDashboard,
  IconPhone,
  IconRobot,
  IconSettings,
  IconUserCheck,
  IconUserSearch,
  IconUsers,
} from "@tabler/icons-react";
import type { Permission } from "@/lib/access/permissions";
import type { Area } from "./area";

export type MenuItem = {
  area: Area;
  href: string;
  label: string;
  /** What it lists, where its name alone may be taken for something else. */
  detail?: string;
  icon: Icon;
  group: "Work" | "Insight" | "Account" | "Platform" | "Operation";
  /** The letter that leads there after g. */
  key: string;
  /** Required by the page; without it the item is not in the menu. */
  permission: Permission;
  /** Whether it is in the phone's bottom bar, which has room for five; the others are in its menu. */
  isInBar?: true;
};

const workspaceItems: readonly Omit<MenuItem, "area">[] = [
  {
    href: "/overview",
    label: "Overview",
    icon: IconLayoutDashboard,
    group: "Work",
    key: "o",
    permission: "analytics.read",
    isInBar: true,
  },
  { href: "/calls", label: "Calls", icon: IconPhone, group: "Work", key: "c", permission: "call.read", isInBar: true },
  {
    href: "/leads",
    label: "Leads",
    detail: "People, one row each",
    icon: IconUserSearch,
    group: "Work",
    key: "l",
    permission: "lead.read",
    isInBar: true,
  },
  { href: "/contacts", label: "Contacts", icon: IconAddressBook, group: "Work", key: "p", permission: "contact.read" },
  {
    href: "/follow-ups",
    label: "Follow-ups",
    icon: IconCalendarCheck,
    group: "Work",
    key: "f",
    permission: "follow_up.read",
    isInBar: true,
  },
  { href: "/customers", label: "Customers", icon: IconUserCheck, group: "Work", key: "u", permission: "customer.read" },
  { href: "/agents", label: "Agents", icon: IconRobot, group: "Insight", key: "a", permission: "agent.read" },
  {
    href: "/analytics",
    label: "Analytics",
    icon: IconChartBar,
    group: "Insight",
    key: "y",
    permission: "analytics.read",
  },
  {
    href: "/notifications",
    label: "Notifications",
    icon: IconBell,
    group: "Insight",
    key: "n",
    permission: "notification.read",
    isInBar: true,
  },
  { href: "/settings", label: "Settings", icon: IconSettings, group: "Account", key: "s", permission: "account.read" },
];

const adminItems: readonly Omit<MenuItem, "area">[] = [
  {
    href: "/admin",
    label: "Overview",
    icon: IconLayoutDashboard,
    group: "Platform",
    key: "o",
    permission: "platform.read",
    isInBar: true,
  },
  {
    href: "/admin/users",
    label: "Users",
    icon: IconUsers,
    group: "Platform",
    key: "u",
    permission: "user.read",
    isInBar: true,
  },
  {
    href: "/admin/agents",
    label: "Agents",
    detail: "Of all tenants",
    icon: IconRobot,
    group: "Platform",
    key: "a",
    permission: "agent.administer",
    isInBar: true,
  },
  {
    href: "/admin/health",
    label: "Health",
    icon: IconHeartbeat,
    group: "Operation",
    key: "h",
    permission: "health.read",
    isInBar: true,
  },
  {
    href: "/admin/settings",
    label: "Settings",
    detail: "Of the whole installation",
    icon: IconSettings,
    group: "Operation",
    key: "s",
    permission: "setting.read",
    isInBar: true,
  },
  {
    href: "/admin/audit-log",
    label: "Audit log",
    icon: IconHistory,
    group: "Operation",
    key: "l",
    permission: "audit_log.read",
  },
];

/** Every page of the menus of both areas, in their order. The palette and the shortcuts follow it. */
export const menuItems: readonly MenuItem[] = [
  ...workspaceItems.map((item): MenuItem => ({ area: "workspace", ...item })),
  ...adminItems.map((item): MenuItem => ({ area: "admin", ...item })),
];

/** The items by their groups, in the menu's order. */
export function groupItems(items: readonly MenuItem[]): { label: MenuItem["group"]; items: MenuItem[] }[] {
  return [...new Set(items.map(({ group }) => group))].map((label) => ({
    label,
    items: items.filter(({ group }) => group === label),
  }));
}

/** Whether an item's page is the one being shown, or a page below it that is no other item's. */
export function isCurrent({ href }: MenuItem, pathname: string): boolean {
  const isAbove = (each: string) => pathname === each || pathname.startsWith(`${each}/`);
  return isAbove(href) && !menuItems.some((other) => other.href.startsWith(`${href}/`) && isAbove(other.href));
}
