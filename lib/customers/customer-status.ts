export const customerStatuses = ["Active", "Inactive", "Churned", "On Hold"] as const;
export type CustomerStatus = (typeof customerStatuses)[number];
