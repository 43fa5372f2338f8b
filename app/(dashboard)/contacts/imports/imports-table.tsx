import type { Column } from "@/components/data-table/column";
import { Dash, DataTable, RowLink, SecondLine } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ImportListItem } from "@/lib/contacts/imports/import-detail";
import { importStatusLabels } from "@/lib/contacts/imports/labels";
import { formatCount } from "@/lib/platform/format/format-count";

type ImportsTableProps = { imports: readonly ImportListItem[]; asOf: string; timezone: string };

export function ImportsTable({ imports, asOf, timezone }: ImportsTableProps) {
  const columns: Column<ImportListItem>[] = [
    {
      key: "file",
      header: "File",
      cell: (each) => (
        <>
          <RowLink href={`/contacts/import/${each.id}`}>
            <bdi>{each.fileName}</bdi>
          </RowLink>
          <SecondLine onlyOnPhone>{importStatusLabels[each.status]}</SecondLine>
        </>
      ),
    },
    { key: "status", header: "Status", isWide: true, cell: ({ status }) => importStatusLabels[status] },
    {
      key: "created",
      header: "Uploaded",
      phoneWidth: "104px",
      cell: ({ createdAt }) => <RelativeTime at={createdAt} asOf={asOf} timezone={timezone} />,
    },
    count("Rows", ({ rows }) => rows, true),
    count("Added", ({ created }) => created, false),
    count("Changed", ({ updated }) => updated, true),
    count("Skipped", ({ skipped }) => skipped, true),
  ];
  return <DataTable caption="Imports" columns={columns} rows={imports} rowKey={({ id }) => id} />;
}

function count(
  header: string,
  value: (counts: ImportListItem["counts"]) => number,
  isWide: boolean,
): Column<ImportListItem> {
  return {
    key: header.toLowerCase(),
    header,
    isNumber: true,
    isWide,
    phoneWidth: "72px",
    cell: ({ counts, status }) => (status === "mapping" && header !== "Rows" ? <Dash /> : formatCount(value(counts))),
  };
}
