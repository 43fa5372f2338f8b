import type { CustomerStatus } from "./customer-status";

export const customerStatusLabels: Readonly<Record<CustomerStatus, string>> = {
  Active: "Active",
  Inactive: "Inactive",
  "On Hold": "On hold",
  Churned: "Churned",
};
