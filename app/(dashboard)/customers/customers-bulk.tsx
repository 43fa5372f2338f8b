import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { ExportTicked } from "@/components/data-table/export-ticked";
import type { Selection } from "@/components/data-table/use-selection";
import type { ScheduleAction } from "@/components/follow-ups/schedule-action";
import { ScheduleMany } from "@/components/follow-ups/schedule-many";
import { useWork } from "@/components/navigation/working";
import { showToast } from "@/components/toasts/show-toast";
import { type CustomerStatus, customerStatuses } from "@/lib/customers/customer-status";
import { customerList } from "@/lib/customers/fields";
import { customerStatusLabels } from "@/lib/customers/labels";
import type { CustomerListItem } from "@/lib/customers/schema";
import type { ActionResult } from "@/lib/platform/action-result";
import { countOf } from "@/lib/platform/format/count-of";

/** The server actions of app/(dashboard)/customers/[id]/actions.ts, and the one that schedules a follow-up. */
export type CustomerBulkActions = {
  saveStatus(data: FormData): Promise<ActionResult<{ from: CustomerStatus }>>;
  schedule: ScheduleAction;
};

type CustomersBulkProps = {
  customers: readonly CustomerListItem[];
  selection: Selection;
  search: string;
  actions: CustomerBulkActions;
};

const unreachable = "Callwright could not be reached. Try again in a moment.";

/** What can be done with the ticked customers. */
export function CustomersBulk({ customers, selection, search, actions }: CustomersBulkProps) {
  const [isBusy, startTransition] = useWork();
  const queries = useQueryClient();
  const ticked = customers.filter(({ id }) => selection.has(id));

  async function save(changes: readonly { id: string; status: CustomerStatus }[]) {
    const saved: { id: string; status: CustomerStatus }[] = [];
    let refusal: string | null = null;
    for (const { id, status } of changes) {
      const form = new FormData();
      form.set("id", id);
      form.set("status", status);
      const result = await actions.saveStatus(form).catch(() => null);
      if (result?.ok) saved.push({ id, status: result.data.from });
      else refusal ??= result?.message ?? unreachable;
    }
    await queries.invalidateQueries({ queryKey: ["live", customerList.name] });
    return { saved, refusal };
  }
  function setStatus(status: CustomerStatus) {
    startTransition(async () => {
      const { saved, refusal } = await save(ticked.map(({ id }) => ({ id, status })));
      const undo = async () => {
        await save(saved);
        showToast({ message: "The customers were restored" });
      };
      const done = `${countOf(saved.length, "customer")} set to “${customerStatusLabels[status]}”`;
      if (refusal) showToast({ message: saved.length > 0 ? `${done}. ${refusal}` : refusal, tone: "bad" });
      else showToast({ message: done, tone: "good", undo });
      selection.clear();
    });
  }
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            loading={isBusy}
            rightSection={<IconChevronDown size={13} stroke={2} aria-hidden />}
          >
            Set status
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {customerStatuses.map((status) => (
            <Menu.Item key={status} onClick={() => setStatus(status)}>
              {customerStatusLabels[status]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ScheduleMany
        people={ticked.map(({ name, phone, email }) => ({ name, phone: phone?.e164, email }))}
        several={`${ticked.length} customers`}
        schedule={actions.schedule}
      />
      <ExportTicked list={customerList.name} search={search} ids={selection.keys} />
    </>
  );
}
