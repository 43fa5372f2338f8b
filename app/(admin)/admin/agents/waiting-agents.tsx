"use client";

import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WaitingAgent } from "@/lib/admin/agents/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { SmallTable } from "../../_parts/small-table";
import styles from "./agents.module.css";
import { LinkAgent } from "./link-agent";

type WaitingAgentsProps = { agents: readonly WaitingAgent[]; asOf: string; timezone: string };

/** Agents that send events and belong to nobody; nothing when there is none. */
export function WaitingAgents({ agents, asOf, timezone }: WaitingAgentsProps) {
  if (agents.length === 0) return null;
  return (
    <Panel title="Waiting to be linked" className={styles.waiting}>
      <p className={styles.lead}>
        These agents sent events and belong to no tenant. The events are kept, and are read as soon as the agent is
        linked.
      </p>
      <SmallTable
        caption="Waiting to be linked"
        empty="No agent waits."
        rows={agents}
        rowKey={({ providerAgentId }) => providerAgentId}
        columns={[
          { header: "ID at ElevenLabs", cell: ({ providerAgentId }) => <code>{providerAgentId}</code> },
          { header: "Events", isNumber: true, cell: ({ events }) => formatCount(events) },
          {
            header: "Newest",
            width: "128px",
            isWide: true,
            cell: ({ lastReceivedAt }) => <RelativeTime at={lastReceivedAt} asOf={asOf} timezone={timezone} />,
          },
          {
            header: "Action",
            width: "72px",
            cell: ({ providerAgentId }) => <LinkAgent providerAgentId={providerAgentId} size="compact-xs" />,
          },
        ]}
      />
    </Panel>
  );
}
