import type { Filter } from "@/components/filters/filter";
import { contactSourceLabels } from "@/lib/contacts/labels";
import type { ContactFilters } from "@/lib/contacts/schema";

/** The filters of the list; one of an import stands there while it is in force. */
export function filtersOf(filters: ContactFilters, importName: string | null): Filter[] {
  return [
    {
      kind: "choice",
      name: "source",
      label: "Source",
      choices: Object.entries(contactSourceLabels).map(([value, label]) => ({ value, label })),
    },
    {
      kind: "choice",
      name: "customer",
      label: "Customer",
      choices: [
        { value: "yes", label: "Customers" },
        { value: "no", label: "Not yet customers" },
      ],
    },
    { kind: "switch", name: "calls", label: "Has calls" },
    ...(filters.import
      ? [
          {
            kind: "choice" as const,
            name: "import",
            label: "Import",
            choices: [{ value: filters.import, label: importName ?? "Deleted import" }],
          },
        ]
      : []),
  ];
}
