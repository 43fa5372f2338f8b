export const customerStatuses = ["Active", "Inactive", "Churned", "On Hold"] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

/**
 * The statuses that may follow each status. A churned customer can only be won back: pausing or resting would make no sense, and would hide
 * in statistics that they had left.
 */
const next = {
  Active: ["Inactive", "On Hold", "Churned"],
  Inactive: ["Active", "On Hold", "Churned"],
  "On Hold": ["Active", "Inactive", "Churned"],
  Churned: ["Active"],
} as const satisfies Record<CustomerStatus, readonly CustomerStatus[]>;

export function nextStatuses(status: CustomerStatus): readonly CustomerStatus[] {
  return next[status];
}

export function canBecome(from: CustomerStatus, to: CustomerStatus): boolean {
  return nextStatuses(from).includes(to);
}
