/** The columns of the list of calls, by the names that the address has for them. */
export const callColumns = [
  { key: "started", header: "Started" },
  { key: "caller", header: "Caller" },
  { key: "agent", header: "Agent" },
  { key: "outcome", header: "Outcome" },
  { key: "lead", header: "Lead" },
  { key: "quality", header: "Quality" },
  { key: "duration", header: "Duration" },
  { key: "credits", header: "Credits" },
  { key: "satisfaction", header: "Satisfaction" },
  { key: "direction", header: "Direction" },
  { key: "source", header: "Source" },
  { key: "recording", header: "Recording" },
] as const;

export type CallColumn = (typeof callColumns)[number]["key"];

export const fixedColumns: readonly CallColumn[] = ["caller"];
const usual: readonly CallColumn[] = [
  "started",
  "caller",
  "agent",
  "outcome",
  "lead",
  "quality",
  "duration",
  "credits",
];

/** Which columns there are, which are shown at first, and without which a row would say nothing. */
export const columnChoice = { all: callColumns.map(({ key }) => key), usual, fixed: fixedColumns };
