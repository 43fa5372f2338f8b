/** The columns of the list in their order; the address names them so. */
export const leadColumnKeys = [
  "person",
  "score",
  "best",
  "asked",
  "demo",
  "followup",
  "customer",
  "calls",
  "agent",
  "latest",
] as const;
export type LeadColumn = (typeof leadColumnKeys)[number];

export const columnHeaders: Record<LeadColumn, string> = {
  person: "Person",
  score: "Score",
  best: "Best",
  asked: "Asked for",
  demo: "Demo",
  followup: "Follow-up",
  customer: "Customer",
  calls: "Calls",
  agent: "Agent",
  latest: "Last call",
};

/** Shown until somebody chooses others. */
export const usualColumns: readonly LeadColumn[] = [
  "person",
  "score",
  "best",
  "asked",
  "followup",
  "customer",
  "calls",
  "latest",
];
