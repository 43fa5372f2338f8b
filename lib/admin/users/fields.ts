import type { ListFields, LiveList } from "@/lib/lists/list-field";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import { signInMethodLabels, userRoleLabels, userStatusLabel } from "./labels";
import type { UserListItem } from "./schema";

export const userList = { name: "admin/users", tables: [], everySeconds: 15 } as const satisfies LiveList;

const count = (value: number | null) => (value === null ? null : formatCount(value));

/** The fields of the list of users, in its order. */
export const userFields = {
  name: {
    label: "Name",
    isFixed: true,
    maxWidth: "260px",
    file: [{ header: "Name", value: ({ name }) => name }],
  },
  email: {
    label: "Email",
    isWide: true,
    maxWidth: "280px",
    sort: { ascending: "email" },
    text: ({ email }) => email,
    file: [{ header: "Email", value: ({ email }) => email }],
  },
  role: {
    label: "Role",
    isWide: true,
    text: ({ role }) => userRoleLabels[role],
    file: [{ header: "Role", value: ({ role }) => userRoleLabels[role] }],
  },
  status: {
    label: "Status",
    phoneWidth: "104px",
    text: (user) => userStatusLabel(user),
    file: [{ header: "Status", value: (user) => userStatusLabel(user) }],
  },
  credits: {
    label: "Credits",
    isNumber: true,
    phoneWidth: "84px",
    sort: { descending: "most-credits", ascending: "fewest-credits" },
    text: ({ credits }) => formatCount(credits),
    file: [{ header: "Credits", value: ({ credits }) => credits }],
  },
  calls: {
    label: "Calls, 30 days",
    isNumber: true,
    isWide: true,
    sort: { descending: "calls" },
    text: ({ calls30d }) => count(calls30d),
    file: [{ header: "Calls in 30 days", value: ({ calls30d }) => calls30d }],
  },
  leads: {
    label: "Lead calls, 30 days",
    isNumber: true,
    isWide: true,
    isExtra: true,
    text: ({ leads30d }) => count(leads30d),
    file: [{ header: "Lead calls in 30 days", value: ({ leads30d }) => leads30d }],
  },
  agents: {
    label: "Agents",
    isNumber: true,
    isWide: true,
    text: ({ agents }) => count(agents),
    file: [{ header: "Agents", value: ({ agents }) => agents }],
  },
  lastCall: {
    label: "Last call",
    isWide: true,
    isExtra: true,
    text: ({ lastCallDate }) => lastCallDate && formatDay(lastCallDate, "short"),
    file: [{ header: "Day of the last call", value: ({ lastCallDate }) => lastCallDate }],
  },
  lastSeen: {
    label: "Last seen",
    isWide: true,
    at: ({ lastSeenAt }) => lastSeenAt,
    file: [{ header: "Last seen (UTC)", value: ({ lastSeenAt }) => lastSeenAt }],
  },
  method: {
    label: "Signs in with",
    isWide: true,
    isExtra: true,
    text: ({ method }) => signInMethodLabels[method],
    file: [{ header: "Signs in with", value: ({ method }) => signInMethodLabels[method] }],
  },
  timezone: {
    label: "Time zone",
    isWide: true,
    isExtra: true,
    text: ({ timezone }) => timezone.replaceAll("_", " "),
    file: [{ header: "Time zone", value: ({ timezone }) => timezone }],
  },
  created: {
    label: "Joined",
    isWide: true,
    sort: { descending: "newest" },
    at: ({ createdAt }) => createdAt,
    file: [{ header: "Joined (UTC)", value: ({ createdAt }) => createdAt }],
  },
} as const satisfies ListFields<UserListItem>;
