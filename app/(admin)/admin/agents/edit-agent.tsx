import { Select, TextInput } from "@mantine/core";
import type { AdminAgent } from "@/lib/admin/agents/schema";
import { DialogButton } from "../../_parts/dialog-button";
import { saying } from "../../_parts/saying";
import { saveAgent } from "./actions";

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
      fields={({ typed, errorOf }) => (
        <>
          <TextInput
            name="name"
            label="Name"
            maxLength={255}
            autoComplete="off"
            data-autofocus
            defaultValue={typed.name ?? agent.name}
            error={errorOf("name")}
            aria-invalid={errorOf("name") !== undefined}
          />
          <Select
            name="inUse"
            label="Status"
            data={[
              { value: "yes", label: "In use" },
              { value: "no", label: "Not in use" },
            ]}
            defaultValue={typed.inUse ?? (agent.isActive ? "yes" : "no")}
            allowDeselect={false}
          />
        </>
      )}
    />
  );
}
