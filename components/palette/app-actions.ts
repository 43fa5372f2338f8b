import {
  type Icon,
  IconBellCheck,
  IconBellRinging,
  IconCalendarMonth,
  IconClockExclamation,
  IconDatabaseExport,
  IconDownload,
  IconHistory,
  IconLock,
  IconMail,
  IconShieldLock,
  IconTrash,
  IconUpload,
  IconUser,
  IconUserPlus,
  IconWorld,
} from "@tabler/icons-react";
import type { Area } from "@/components/shell/area";

/** Something that an address does; one that is fetched as a file is a download. */
export type AppAction = { title: string; href: string; icon: Icon; keywords?: string; isDownload?: boolean };

/** What can be done from anywhere by going to an address. Every page of its own that is not in the menu is among them. */
export const appActions: Readonly<Record<Area, readonly AppAction[]>> = {
  workspace: [
    { title: "Add contact", href: "/contacts/new", icon: IconUserPlus, keywords: "new person create" },
    { title: "Import contacts", href: "/contacts/import", icon: IconUpload, keywords: "csv file upload" },
    { title: "See imports", href: "/contacts/imports", icon: IconHistory, keywords: "files history undo import" },
    { title: "See overdue follow-ups", href: "/follow-ups?tab=overdue", icon: IconClockExclamation, keywords: "late" },
    {
      title: "See the month of follow-ups",
      href: "/follow-ups?view=month",
      icon: IconCalendarMonth,
      keywords: "calendar",
    },
    { title: "Mark notifications as read", href: "/notifications", icon: IconBellCheck, keywords: "all" },
    { title: "See unread notifications", href: "/notifications?show=unread", icon: IconBellRinging, keywords: "new" },
    {
      title: "Export calls",
      href: "/api/calls/export",
      icon: IconDownload,
      keywords: "csv download",
      isDownload: true,
    },
    {
      title: "Export leads",
      href: "/api/leads/export",
      icon: IconDownload,
      keywords: "csv download",
      isDownload: true,
    },
    {
      title: "Export contacts",
      href: "/api/contacts/export",
      icon: IconDownload,
      keywords: "csv download",
      isDownload: true,
    },
    {
      title: "Export customers",
      href: "/api/customers/export",
      icon: IconDownload,
      keywords: "csv download",
      isDownload: true,
    },
    {
      title: "Export due follow-ups",
      href: "/api/follow-ups/export?tab=due",
      icon: IconDownload,
      keywords: "csv download",
      isDownload: true,
    },
    {
      title: "Export agents",
      href: "/api/agents/export?range=30d",
      icon: IconDownload,
      keywords: "csv download",
      isDownload: true,
    },
    { title: "Change profile", href: "/settings", icon: IconUser, keywords: "name company settings account" },
    { title: "Change time zone", href: "/settings", icon: IconWorld, keywords: "timezone settings" },
    { title: "Change password", href: "/settings/security", icon: IconLock, keywords: "security sign-in settings" },
    {
      title: "Change email",
      href: "/settings/security",
      icon: IconMail,
      keywords: "address security sign-in settings",
    },
    {
      title: "Set up two-factor authentication",
      href: "/settings/security",
      icon: IconShieldLock,
      keywords: "2fa two-factor authenticator security sessions",
    },
    {
      title: "Export all data",
      href: "/settings/data",
      icon: IconDatabaseExport,
      keywords: "account download zip settings",
    },
    { title: "Delete account", href: "/settings/data", icon: IconTrash, keywords: "close settings" },
  ],
  admin: [
    {
      title: "Export users",
      href: "/api/admin/users/export",
      icon: IconDownload,
      keywords: "csv download tenants accounts",
      isDownload: true,
    },
    {
      title: "Export all agents",
      href: "/api/admin/agents/export",
      icon: IconDownload,
      keywords: "csv download",
      isDownload: true,
    },
    {
      title: "Export the audit log",
      href: "/api/admin/audit-log/export",
      icon: IconDownload,
      keywords: "csv download history",
      isDownload: true,
    },
  ],
};
