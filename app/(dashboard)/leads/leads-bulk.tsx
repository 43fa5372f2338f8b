import { ExportTicked } from "@/components/data-table/export-ticked";
import type { Selection } from "@/components/data-table/use-selection";
import type { ScheduleAction } from "@/components/follow-ups/schedule-action";
import { ScheduleMany } from "@/components/follow-ups/schedule-many";
import { leadList } from "@/lib/leads/fields";
import type { LeadListItem } from "@/lib/leads/schema";

type LeadsBulkProps = {
  leads: readonly LeadListItem[];
  selection: Selection;
  search: string;
  schedule: ScheduleAction;
};

/** What can be done with the ticked leads. */
export function LeadsBulk({ leads, selection, search, schedule }: LeadsBulkProps) {
  const ticked = leads.filter(({ id }) => selection.has(id));
  return (
    <>
      <ScheduleMany
        people={ticked.map(({ latestCallId, name }) => ({ callId: latestCallId, name }))}
        several={`${ticked.length} leads`}
        schedule={schedule}
      />
      <ExportTicked list={leadList.name} search={search} ids={selection.keys} />
    </>
  );
}
