"use client";

import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useRouter } from "@/components/navigation/use-router";
import { useWork } from "@/components/navigation/working";
import { showToast } from "@/components/toasts/show-toast";
import { Panel } from "@/components/ui/panel";
import { type CustomerStatus, nextStatuses } from "@/lib/customers/customer-status";
import { customerStatusLabels } from "@/lib/customers/labels";
import { StatusBadge } from "../status-badge";
import { saveCustomerStatus } from "./actions";
import styles from "./customer-page.module.css";

/** The customer's status, and the statuses that may follow it. */
export function StatusControl({ id, status }: { id: string; status: CustomerStatus }) {
  const [isBusy, start] = useWork();
  const router = useRouter();

  async function save(next: CustomerStatus) {
    const data = new FormData();
    data.set("id", id);
    data.set("status", next);
    const result = await saveCustomerStatus(data).catch(() => undefined);
    router.refresh();
    if (result?.ok) return true;
    showToast({ tone: "bad", message: result?.message ?? "Callwright could not be reached. Nothing was changed." });
    return false;
  }
  function change(next: CustomerStatus) {
    start(async () => {
      if (!(await save(next))) return;
      const canUndo = nextStatuses(next).includes(status);
      showToast({
        tone: "good",
        message: `The customer is ${customerStatusLabels[next].toLowerCase()} now.`,
        undo: canUndo ? () => void save(status) : undefined,
      });
    });
  }
  return (
    <Panel title="Status">
      <div className={styles.status}>
        <StatusBadge status={status} />
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              size="xs"
              loading={isBusy}
              rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden />}
            >
              Change status
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {nextStatuses(status).map((next) => (
              <Menu.Item key={next} onClick={() => change(next)}>
                <StatusBadge status={next} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </Panel>
  );
}
