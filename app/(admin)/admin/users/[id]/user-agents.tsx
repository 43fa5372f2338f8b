import { Panel } from "@/components/ui/panel";
import type { UserDetail } from "@/lib/admin/users/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { Dimmed, SmallTable } from "../../../_parts/small-table";
import { LinkAgent } from "../../agents/link-agent";

/** The account's agents with their calls, as `agent_performance_summary` has them. */
export function UserAgents({ user, mayAct }: { user: UserDetail; mayAct: boolean }) {
  const { agents } = user;
  return (
    <Panel title="Agents" aside={mayAct && user.isActive && <LinkAgent account={user} size="xs" />}>
      <SmallTable
        caption="Agents"
        empty="No agent is linked to this account."
        rows={agents}
        rowKey={({ id }) => id}
        columns={[
          {
            header: "Agent",
            cell: ({ name, providerAgentId, isActive }) => (
              <>
                <bdi>{name}</bdi>
                {!isActive && " (inactive)"}
                <Dimmed>{providerAgentId}</Dimmed>
              </>
            ),
          },
          { header: "This month", isNumber: true, cell: ({ monthCalls }) => formatCount(monthCalls) },
          { header: "All time", isNumber: true, isWide: true, cell: ({ lifetimeCalls }) => formatCount(lifetimeCalls) },
          {
            header: "Last call",
            width: "110px",
            isWide: true,
            cell: ({ lastCallDate }) => (lastCallDate ? formatDay(lastCallDate) : "–"),
          },
        ]}
      />
    </Panel>
  );
}

/** The numbers that are assigned to the account; nothing where there is none. */
export function UserNumbers({ numbers }: { numbers: UserDetail["numbers"] }) {
  if (numbers.length === 0) return null;
  return (
    <Panel title="Phone numbers">
      <SmallTable
        caption="Phone numbers"
        empty="No number is assigned."
        rows={numbers}
        rowKey={({ id }) => id}
        columns={[
          { header: "Number", cell: ({ number }) => formatPhoneNumber(number).text },
          { header: "Name", cell: ({ name }) => <bdi>{name}</bdi> },
          { header: "State", width: "92px", cell: ({ isActive }) => (isActive ? "Active" : "Inactive") },
        ]}
      />
    </Panel>
  );
}
