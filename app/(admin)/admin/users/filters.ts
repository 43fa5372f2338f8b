import { choicesOf, type Filter } from "@/components/filters/filter";
import { signInMethodLabels, userRoleLabels } from "@/lib/admin/users/labels";

const yesNo = (yes: string, no: string) => choicesOf({ yes, no });

/** The filters of the list. */
export const filters: readonly Filter[] = [
  { kind: "choice", name: "role", label: "Role", choices: choicesOf(userRoleLabels) },
  { kind: "choice", name: "active", label: "Access", choices: yesNo("Active", "Deactivated") },
  {
    kind: "choice",
    name: "balance",
    label: "Balance",
    choices: choicesOf({ none: "Zero or less", left: "Above zero" }),
  },
  {
    kind: "choice",
    name: "seen",
    label: "Last seen",
    choices: choicesOf({ week: "In the past 7 days", month: "In the past 30 days", never: "Never" }),
  },
  { kind: "choice", name: "calls", label: "Calls", choices: yesNo("Has calls", "Has none yet") },
  { kind: "choice", name: "verified", label: "Address", choices: yesNo("Verified", "Not verified"), isRare: true },
  { kind: "choice", name: "method", label: "Signs in with", choices: choicesOf(signInMethodLabels), isRare: true },
];
