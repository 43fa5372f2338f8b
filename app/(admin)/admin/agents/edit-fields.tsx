import { Select, TextInput } from "@mantine/core";
import type { AdminAgent } from "@/lib/admin/agents/schema";
import type { DialogFields } from "../../_parts/action-dialog";

/** What can be changed of an agent. */
export default function EditFields({ agent, typed, errorOf }: DialogFields & { agent: AdminAgent }) {
  return (
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
  );
}
