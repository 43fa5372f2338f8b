import type { ListFields, LiveList } from "@/lib/lists/list-field";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { formatInstant } from "@/lib/platform/format/format-instant";
import {
  callDirectionLabels,
  callOutcomeLabels,
  callSourceLabels,
  callStatusLabels,
  temperatureLabels,
} from "./labels";
import type { CallListItem } from "./schema";

/** The average, from 1 to 10. */
const ratingText = (rating: number | null) => (rating === null ? null : formatDecimal(rating, 1));

export const callList = {
  name: "calls",
  tables: ["calls", "lead_analytics", "agent_call_outcomes", "agents", "agent_analytics", "call_segment_analytics"],
} as const satisfies LiveList;

/** The fields of the list of calls, in its order. */
export const callFields = {
  started: {
    label: "Started",
    isWide: true,
    sort: { descending: "newest", ascending: "oldest" },
    at: ({ startedAt }) => startedAt,
    file: [
      {
        header: (timezone) => `Started (${timezone})`,
        value: ({ startedAt }, timezone) => formatInstant(startedAt, timezone, "second"),
      },
      { header: "Started (UTC)", value: ({ startedAt }) => startedAt },
    ],
  },
  caller: {
    label: "Caller",
    isFixed: true,
    maxWidth: "520px",
    file: [
      { header: "Name", value: ({ callerName }) => callerName },
      { header: "Number", value: ({ phoneNumber }) => phoneNumber?.replaceAll(/[^+\d]/g, "") },
      { header: "Country", value: ({ country }) => country },
    ],
  },
  agent: {
    label: "Agent",
    isWide: true,
    text: ({ agent }) => agent.name,
    file: [{ header: "Agent", value: ({ agent }) => agent.name }],
  },
  outcome: {
    label: "Outcome",
    isWide: true,
    file: [
      {
        header: "Outcome",
        value: ({ outcome, status }) => (outcome ? callOutcomeLabels[outcome] : callStatusLabels[status]),
      },
    ],
  },
  lead: {
    label: "Lead",
    phoneWidth: "112px",
    sort: { descending: "score" },
    file: [
      { header: "Score", value: ({ lead }) => lead?.totalScore },
      { header: "Temperature", value: ({ lead }) => lead && temperatureLabels[lead.temperature] },
      { header: "Qualified", value: ({ lead }) => lead && (lead.isQualified ? "Yes" : "No") },
    ],
  },
  quality: {
    label: "Quality",
    isNumber: true,
    isWide: true,
    text: ({ quality }) => ratingText(quality),
    file: [{ header: "Call quality (1 to 10)", value: ({ quality }) => quality }],
  },
  duration: {
    label: "Duration",
    isNumber: true,
    isWide: true,
    sort: { descending: "longest" },
    text: ({ status, durationSeconds }) => (status === "in_progress" ? null : formatDuration(durationSeconds)),
    file: [
      {
        header: "Duration (seconds)",
        value: ({ status, durationSeconds }) => (status === "in_progress" ? null : durationSeconds),
      },
    ],
  },
  credits: {
    label: "Credits",
    isNumber: true,
    isWide: true,
    text: ({ creditsUsed }) => (creditsUsed > 0 ? formatCount(creditsUsed) : null),
    file: [{ header: "Credits", value: ({ creditsUsed }) => creditsUsed }],
  },
  satisfaction: {
    label: "Satisfaction",
    isExtra: true,
    isNumber: true,
    isWide: true,
    text: ({ satisfaction }) => ratingText(satisfaction),
    file: [{ header: "Satisfaction (1 to 10)", value: ({ satisfaction }) => satisfaction }],
  },
  direction: {
    label: "Direction",
    isExtra: true,
    isWide: true,
    text: ({ direction }) => callDirectionLabels[direction],
    file: [{ header: "Direction", value: ({ direction }) => callDirectionLabels[direction] }],
  },
  source: {
    label: "Source",
    isExtra: true,
    isWide: true,
    text: ({ source }) => callSourceLabels[source],
    file: [{ header: "Source", value: ({ source }) => callSourceLabels[source] }],
  },
  recording: {
    label: "Recording",
    isExtra: true,
    isWide: true,
    file: [{ header: "Recording", value: ({ hasRecording }) => (hasRecording ? "Yes" : "No") }],
  },
} as const satisfies ListFields<CallListItem>;
