import { ctaLabels, temperatureLabels } from "@/lib/calls/labels";
import type { ListFields, LiveList } from "@/lib/lists/list-field";
import { formatCount } from "@/lib/platform/format/format-count";
import type { LeadListItem } from "./schema";

export const leadList = {
  name: "leads",
  tables: ["lead_analytics", "calls", "customers", "agents", "contacts", "follow_ups", "users"],
} as const satisfies LiveList;

/** The fields of the list of leads, in its order. */
export const leadFields = {
  person: {
    label: "Person",
    isFixed: true,
    file: [
      { header: "Name", value: ({ name }) => name },
      { header: "Phone", value: ({ phone }) => phone?.e164 },
      { header: "Email", value: ({ email }) => email },
      { header: "Company", value: ({ company }) => company },
    ],
  },
  score: {
    label: "Score",
    phoneWidth: "116px",
    sort: { descending: "score" },
    file: [
      { header: "Score", value: ({ latestScore }) => latestScore },
      { header: "Temperature", value: ({ temperature }) => temperatureLabels[temperature] },
      { header: "Qualified", value: ({ isQualified }) => (isQualified ? "Yes" : "No") },
    ],
  },
  best: {
    label: "Best",
    isNumber: true,
    isWide: true,
    sort: { descending: "best" },
    text: ({ bestScore }) => bestScore?.toString() ?? null,
    file: [{ header: "Best score", value: ({ bestScore }) => bestScore }],
  },
  asked: {
    label: "Asked for",
    isWide: true,
    file: [{ header: "Asked for", value: ({ ctas }) => ctas.map((cta) => ctaLabels[cta]).join(", ") }],
  },
  demo: {
    label: "Demo",
    isExtra: true,
    isWide: true,
    file: [{ header: "Demo (UTC)", value: ({ demoAt }) => demoAt }],
  },
  followup: {
    label: "Follow-up",
    isWide: true,
    file: [{ header: (timezone) => `Follow-up (${timezone})`, value: ({ followUpDay }) => followUpDay }],
  },
  customer: {
    label: "Customer",
    isWide: true,
    text: ({ customer }) => customer?.reference ?? null,
    file: [{ header: "Customer", value: ({ customer }) => customer?.reference }],
  },
  calls: {
    label: "Calls",
    isNumber: true,
    isWide: true,
    text: ({ callCount }) => formatCount(callCount),
    file: [{ header: "Calls", value: ({ callCount }) => callCount }],
  },
  agent: {
    label: "Agent",
    isExtra: true,
    isWide: true,
    text: ({ agent }) => agent.name,
    file: [{ header: "Agent", value: ({ agent }) => agent.name }],
  },
  latest: {
    label: "Last call",
    isWide: true,
    sort: { descending: "latest" },
    at: ({ latestCallAt }) => latestCallAt,
    file: [{ header: "Last call (UTC)", value: ({ latestCallAt }) => latestCallAt }],
  },
} as const satisfies ListFields<LeadListItem>;
