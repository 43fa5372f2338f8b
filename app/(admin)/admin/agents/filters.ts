import { choicesOf, type Filter } from "@/components/filters/filter";
import { agentTypeLabels } from "@/lib/admin/agents/labels";

/** The filters of the list. */
export const filters: readonly Filter[] = [
  { kind: "choice", name: "active", label: "Status", choices: choicesOf({ yes: "In use", no: "Not in use" }) },
  { kind: "choice", name: "type", label: "For", choices: choicesOf(agentTypeLabels) },
];
