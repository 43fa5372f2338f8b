import { IconCircleMinus, IconCirclePlus, IconPencil } from "@tabler/icons-react";
import type { Column } from "@/components/data-table/column";
import { AboveRow, Dash, DataTable, SecondLine } from "@/components/data-table/data-table";
import { Link } from "@/components/navigation/link";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import type { ImportCounts, ImportRow, ImportRowPage } from "@/lib/contacts/imports/import-detail";
import type { ImportStatus } from "@/lib/contacts/imports/import-status";
import { verdictLabels } from "@/lib/contacts/imports/labels";
import { leftOutSentence, reasonSentence, undoSentences } from "@/lib/contacts/imports/reason-sentences";
import { formatCount } from "@/lib/platform/format/format-count";
import styles from "../import.module.css";

type RowsPanelProps = {
  id: string;
  status: ImportStatus;
  counts: ImportCounts;
  filter: string | undefined;
  rows: ImportRowPage;
  isFirstPage: boolean;
};

/** The rows of the file with what becomes, or became, of each. */
export function RowsPanel({ id, status, counts, filter, rows, isFirstPage }: RowsPanelProps) {
  const isDone = status !== "checked";
  const word = isDone ? 1 : 0;
  const href = (show: string | null) => `/contacts/import/${id}${show ? `?show=${show}` : ""}`;
  const segment = (show: string | null, label: string, count: number) => ({
    href: href(show),
    label,
    count,
    isCurrent: (filter ?? null) === show,
  });
  const segments = [
    segment(null, "All rows", counts.rows),
    segment("create", verdictLabels.create[word], counts.created),
    ...(counts.numberless > 0 ? [segment("numberless", "Without a number", counts.numberless)] : []),
    ...(counts.leftOut > 0 ? [segment("left_out", "Field left out", counts.leftOut)] : []),
    segment("update", verdictLabels.update[word], counts.updated),
    segment("skip", verdictLabels.skip[word], counts.skipped),
    ...(status === "undone" ? [segment("kept", "Left unchanged", counts.kept)] : []),
  ];
  const next = new URLSearchParams({ ...(filter ? { show: filter } : {}), after: String(rows.nextAfter) });
  return (
    <>
      <SegmentedLinks label="Rows" segments={segments} />
      {rows.rows.length === 0 ? (
        <p className={styles.dimmed}>No rows to show.</p>
      ) : (
        <DataTable
          caption="Rows of the file"
          columns={columnsOf(isDone)}
          rows={rows.rows}
          rowKey={(row) => String(row.rowNumber)}
        />
      )}
      <nav className={styles.more} aria-label="Pages">
        {!isFirstPage && <Link href={href(filter ?? null)}>First rows</Link>}
        {rows.nextAfter !== null && <Link href={`/contacts/import/${id}?${next}`}>Next rows</Link>}
      </nav>
    </>
  );
}

const icons = { create: IconCirclePlus, update: IconPencil, skip: IconCircleMinus } as const;

function columnsOf(isDone: boolean): Column<ImportRow>[] {
  return [
    {
      key: "line",
      header: "Line",
      isNumber: true,
      width: "72px",
      phoneWidth: "56px",
      cell: ({ line }) => formatCount(line),
    },
    {
      key: "verdict",
      header: isDone ? "Outcome" : "Action",
      width: "120px",
      phoneWidth: "96px",
      cell: ({ verdict }) => {
        const VerdictIcon = icons[verdict];
        return (
          <span className={styles.verdict} data-verdict={verdict}>
            <VerdictIcon size={15} stroke={1.7} aria-hidden />
            {verdictLabels[verdict][isDone ? 1 : 0]}
          </span>
        );
      },
    },
    { key: "person", header: "Person", cell: (row) => <PersonOf row={row} /> },
    { key: "why", header: "Changes or reason", isWide: true, cell: (row) => <Why row={row} /> },
  ];
}

function PersonOf({ row }: { row: ImportRow }) {
  const number = row.extension === null ? row.phone : `${row.phone} ext. ${row.extension}`;
  const parts = [row.name, number, row.email, row.company].filter((text): text is string => text !== null);
  const first = <bdi>{parts[0] ?? "–"}</bdi>;
  return (
    <>
      {row.contactId ? (
        <AboveRow>
          <Link href={`/contacts/${row.contactId}`}>{first}</Link>
        </AboveRow>
      ) : (
        first
      )}
      {parts.length > 1 && (
        <SecondLine>
          <bdi>{parts.slice(1).join(" · ")}</bdi>
        </SecondLine>
      )}
      <SecondLine onlyOnPhone>
        <Why row={row} />
      </SecondLine>
    </>
  );
}

function Why({ row: { reason, otherLine, changes, leftOut, undoReason } }: { row: ImportRow }) {
  if (undoReason) return <>{undoSentences[undoReason]}</>;
  if (reason) return <bdi className={styles.reason}>{reasonSentence(reason, otherLine, leftOut)}</bdi>;
  if (changes.length === 0 && leftOut.length === 0) return <Dash />;
  return (
    <>
      {leftOut.map((field) => (
        <div key={`${field.field} ${field.value}`} className={styles.leftOut}>
          <bdi>{leftOutSentence(field)}</bdi>
        </div>
      ))}
      {changes.map(({ field, before, after }) => (
        <div key={field} className={styles.change}>
          {fieldNames[field]}: <del>{before ?? "nothing"}</del> → <ins>{after ?? "nothing"}</ins>
        </div>
      ))}
    </>
  );
}

const fieldNames = {
  name: "Name",
  phone: "Number",
  extension: "Extension",
  email: "Email",
  company: "Company",
  notes: "Notes",
} as const;
