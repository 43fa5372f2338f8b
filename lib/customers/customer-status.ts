export const customerStatuses = ["Active", "Inactive", "Churned", "On Hold"] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

/**
 * What a customer's status may become. Somebody who has left can only be won back: there is nothing to pause or to let rest until
 * they are a customer again, and both would hide from whoever counts them that they had left.
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
