import type { ListFields, LiveList } from "@/lib/lists/list-field";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import { agentTypeLabels } from "./labels";
import type { AdminAgent } from "./schema";

/** It is fetched again often enough to watch the events of a new agent being read. */
export const adminAgentList = { name: "admin/agents", tables: [], everySeconds: 5 } as const satisfies LiveList;

/** The fields of the list of all agents, in its order. */
export const adminAgentFields = {
  name: {
    label: "Agent",
    isFixed: true,
    maxWidth: "260px",
    sort: { ascending: "name" },
    file: [{ header: "Agent", value: ({ name }) => name }],
  },
  tenant: {
    label: "Tenant",
    isWide: true,
    maxWidth: "240px",
    file: [
      { header: "Tenant", value: ({ tenant }) => tenant.name },
      { header: "Tenant’s email", value: ({ tenant }) => tenant.email },
      { header: "Tenant ID", value: ({ tenant }) => tenant.id },
    ],
  },
  provider: {
    label: "ID at ElevenLabs",
    isWide: true,
    isExtra: true,
    maxWidth: "280px",
    text: ({ providerAgentId }) => providerAgentId,
    file: [{ header: "ID at ElevenLabs", value: ({ providerAgentId }) => providerAgentId }],
  },
  type: {
    label: "For",
    isWide: true,
    isExtra: true,
    text: ({ type }) => agentTypeLabels[type],
    file: [{ header: "For", value: ({ type }) => agentTypeLabels[type] }],
  },
  status: {
    label: "Status",
    isWide: true,
    text: ({ isActive }) => (isActive ? "In use" : "Not in use"),
    file: [{ header: "Status", value: ({ isActive }) => (isActive ? "In use" : "Not in use") }],
  },
  month: {
    label: "Calls this month",
    isNumber: true,
    isWide: true,
    text: ({ monthCalls }) => formatCount(monthCalls),
    file: [{ header: "Calls this month", value: ({ monthCalls }) => monthCalls }],
  },
  lifetime: {
    label: "Calls",
    isNumber: true,
    isWide: true,
    text: ({ lifetimeCalls }) => formatCount(lifetimeCalls),
    file: [{ header: "Calls", value: ({ lifetimeCalls }) => lifetimeCalls }],
  },
  lastCall: {
    label: "Last call",
    isWide: true,
    text: ({ lastCallDate }) => lastCallDate && formatDay(lastCallDate),
    file: [{ header: "Day of the last call", value: ({ lastCallDate }) => lastCallDate }],
  },
  waiting: {
    label: "Waiting",
    isNumber: true,
    phoneWidth: "84px",
    text: ({ waitingEvents }) => (waitingEvents === 0 ? null : formatCount(waitingEvents)),
    file: [{ header: "Waiting events", value: ({ waitingEvents }) => waitingEvents }],
  },
  created: {
    label: "Linked",
    isWide: true,
    sort: { descending: "newest" },
    at: ({ createdAt }) => createdAt,
    file: [{ header: "Linked (UTC)", value: ({ createdAt }) => createdAt }],
  },
  actions: {
    label: "Actions",
    isFixed: true,
    phoneWidth: "84px",
    file: [],
  },
} as const satisfies ListFields<AdminAgent>;
