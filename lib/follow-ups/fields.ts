import type { ListFields, LiveList } from "@/lib/lists/list-field";
import { followUpStatusLabels } from "./labels";
import type { FollowUp } from "./schema";

export const followUpList = {
  name: "follow-ups",
  tables: ["follow_ups", "lead_analytics"],
} as const satisfies LiveList;

/** The fields of the list of follow-ups, in its order. */
export const followUpFields = {
  person: {
    label: "Person",
    isFixed: true,
    file: [
      { header: "Name", value: ({ name }) => name },
      { header: "Phone", value: ({ phoneNumber }) => phoneNumber?.replaceAll(/[^+\d]/g, "") },
      { header: "Email", value: ({ email }) => email },
      { header: "Call", value: ({ callId }) => callId },
    ],
  },
  day: {
    label: "Day",
    isFixed: true,
    isWide: true,
    width: "150px",
    file: [{ header: (timezone) => `Day (${timezone})`, value: ({ day }) => day }],
  },
  remark: {
    label: "Remark",
    isWide: true,
    width: "42%",
    file: [{ header: "Remark", value: ({ remark }) => remark }],
  },
  status: {
    label: "Status",
    isExtra: true,
    isWide: true,
    text: ({ status }) => followUpStatusLabels[status],
    file: [{ header: "Status", value: ({ status }) => followUpStatusLabels[status] }],
  },
  done: {
    label: "Done",
    isWide: true,
    width: "130px",
    at: ({ completedAt }) => completedAt,
    file: [{ header: "Completed (UTC)", value: ({ completedAt }) => completedAt }],
  },
} as const satisfies ListFields<FollowUp>;
