import { Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { agentTypeLabels } from "@/lib/admin/agents/labels";
import type { ProviderAgentOption } from "@/lib/admin/agents/list-provider-agents";
import type { DialogFields } from "../../_parts/action-dialog";

type LinkFieldsProps = DialogFields & { asksAccount: boolean; asksAgent: boolean };

/** What is asked of an agent that is linked. */
export default function LinkFields({ typed, errorOf, asksAccount, asksAgent }: LinkFieldsProps) {
  const [name, setName] = useState(typed.name ?? "");
  const input = (field: string) => ({
    name: field,
    error: errorOf(field),
    "aria-invalid": errorOf(field) !== undefined,
    autoComplete: "off",
  });
  return (
    <>
      {asksAccount && (
        <TextInput
          {...input("account")}
          label="Account"
          description="Its email address or ID."
          maxLength={320}
          data-autofocus
          defaultValue={typed.account ?? ""}
        />
      )}
      {asksAgent && (
        <ProviderAgents
          typed={typed}
          error={errorOf("providerAgentId")}
          onChoose={(chosen) => setName((before) => before || chosen)}
        />
      )}
      <TextInput
        {...input("name")}
        label="Name"
        description="As the tenant sees it."
        maxLength={255}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Select
        name="type"
        label="For"
        data={Object.entries(agentTypeLabels).map(([value, label]) => ({ value, label }))}
        defaultValue={typed.type ?? "call"}
        allowDeselect={false}
        error={errorOf("type")}
      />
    </>
  );
}

type ProviderAgentsProps = {
  typed: DialogFields["typed"];
  error: string | undefined;
  onChoose(name: string): void;
};

/** The agents of the provider's workspace by name; an ID can be pasted in any case. */
function ProviderAgents({ typed, error, onChoose }: ProviderAgentsProps) {
  const { data, error: unreachable } = useQuery({
    queryKey: ["provider-agents"],
    queryFn: ({ signal }) => fetchJson<ProviderAgentOption[]>("/api/admin/agents/provider", signal),
    retry: false,
    staleTime: 0,
  });
  const isUnreachable = unreachable !== null;
  const said = isUnreachable
    ? "ElevenLabs could not be asked for its agents. Paste the ID below."
    : data === undefined
      ? "Asking ElevenLabs…"
      : "By name, from your ElevenLabs workspace.";
  return (
    <>
      <Select
        name="chosenAgentId"
        label="Agent"
        description={said}
        placeholder="Choose an agent"
        searchable
        clearable
        disabled={data === undefined}
        defaultValue={typed.chosenAgentId || null}
        nothingFoundMessage="No agent of this name"
        data={(data ?? []).map(({ id, name, linkedTo }) => ({
          value: id,
          label: linkedTo === null ? name : `${name} (linked to ${linkedTo})`,
          disabled: linkedTo !== null,
        }))}
        onChange={(id) => onChoose(data?.find((agent) => agent.id === id)?.name ?? "")}
      />
      <TextInput
        name="providerAgentId"
        label="Or its ID"
        placeholder="agent_01jz…"
        maxLength={128}
        autoComplete="off"
        defaultValue={typed.providerAgentId ?? ""}
        error={error}
        aria-invalid={error !== undefined}
      />
    </>
  );
}
