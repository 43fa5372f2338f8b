import dynamic from "next/dynamic";
import { whenConnected } from "@/components/offline/when-connected";
import type { AdminAgent } from "@/lib/admin/agents/schema";
import { DialogButton } from "../../_parts/dialog-button";
import { saying } from "../../_parts/saying";
import { saveAgent } from "./actions";

const EditFields = dynamic(
  whenConnected(() => import("./edit-fields")),
  { ssr: false },
);

/** Renames an agent, and says whether it is in use. */
export function EditAgent({ agent }: { agent: AdminAgent }) {
  return (
    <DialogButton
      label="Edit"
      ariaLabel={`Edit ${agent.name}`}
      size="compact-xs"
      title="Edit the agent"
      consequence={`${agent.tenant.name} sees the new name at once. Calls of an agent that is not in use are still recorded and charged when they come in.`}
      submitLabel="Save"
      action={saying(saveAgent, () => "The agent was saved.")}
      hidden={{ agentId: agent.id }}
      fields={(fields) => <EditFields {...fields} agent={agent} />}
    />
  );
}
