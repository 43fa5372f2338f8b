export const customerEventKinds = [
  "converted",
  "status_changed",
  "sales_rep_changed",
  "note_changed",
  "details_changed",
] as const;
export type CustomerEventKind = (typeof customerEventKinds)[number];
