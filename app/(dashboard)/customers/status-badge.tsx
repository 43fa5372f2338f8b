import { type Icon, IconCircleCheck, IconCircleDashed, IconCircleX, IconPlayerPause } from "@tabler/icons-react";
import type { CustomerStatus } from "@/lib/customers/customer-status";
import { customerStatusLabels } from "@/lib/customers/labels";
import styles from "./status-badge.module.css";

const icons: Record<CustomerStatus, Icon> = {
  Active: IconCircleCheck,
  Inactive: IconCircleDashed,
  "On Hold": IconPlayerPause,
  Churned: IconCircleX,
};

/** A customer's status: icon and label. */
export function StatusBadge({ status }: { status: CustomerStatus }) {
  const StatusIcon = icons[status];
  return (
    <span className={styles.badge} data-status={status}>
      <StatusIcon size={15} stroke={1.8} aria-hidden />
      {customerStatusLabels[status]}
    </span>
  );
}
