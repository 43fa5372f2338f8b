"use client";

import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { ExportLink } from "@/components/data-table/export-link";
import { fetchJson } from "@/components/live/fetch-json";
import { Link } from "@/components/navigation/link";
import { useRouter } from "@/components/navigation/use-router";
import { useWorking } from "@/components/navigation/working";
import type { ImportDetail } from "@/lib/contacts/imports/import-detail";
import type { ImportStatus } from "@/lib/contacts/imports/import-status";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { cancelImport, startImport, undoImport } from "../actions";
import styles from "../import.module.css";
import { importKey } from "../import-key";
import { askFor } from "./ask-for";
import { DiscardImport } from "./discard-import";
import { Progress } from "./progress";
import { Unmapped } from "./unmapped";

type ImportStepsProps = { id: string; status: ImportStatus; children: ReactNode };

/** The current step of an import, live; when the step changes, the page is rendered again on the server. */
export function ImportSteps({ id, status, children }: ImportStepsProps) {
  const { data, refetch } = useSuspenseQuery({
    queryKey: importKey(id),
    queryFn: ({ signal }) => fetchJson<ImportDetail>(`/api/contacts/imports/${id}`, signal),
  });
  const router = useRouter();
  useEffect(() => {
    if (data.status !== status) router.refresh();
  }, [data.status, status, router]);
  const ask = async (action: typeof startImport) => {
    const isDone = await askFor(action, id);
    if (isDone) await refetch();
    return isDone;
  };
  return (
    <div className={styles.page}>
      <Step import={data} onAsk={ask} />
      {data.status === status && children}
    </div>
  );
}

type StepProps = { import: ImportDetail; onAsk(action: typeof startImport): Promise<boolean> };

function Step({ import: given, onAsk }: StepProps) {
  const { id, counts, rowsDone, failure } = given;
  switch (given.status) {
    case "mapping":
      return null;
    case "checking":
      return <Progress title="Checking the rows" done={rowsDone} total={counts.rows} />;
    case "running":
      return (
        <Progress
          title={given.isCancelling ? "Stopping the import" : "Importing"}
          done={rowsDone}
          total={counts.rows}
          counts={counts}
        >
          <AskButton isDisabled={given.isCancelling} onAsk={() => onAsk(cancelImport)}>
            Cancel the import
          </AskButton>
        </Progress>
      );
    case "undoing":
      return <Progress title="Undoing the import" done={rowsDone} total={counts.rows} />;
    case "failed":
      return (
        <div className={styles.progress}>
          <h2>The file could not be checked</h2>
          <div role="alert" className={styles.failure}>
            {failure}
          </div>
          <div className={styles.buttons}>
            <Button component={Link} href={`/contacts/import/${id}?step=columns`} variant="default">
              Choose the columns again
            </Button>
            <DiscardImport id={id} />
          </div>
        </div>
      );
    case "checked":
      return <Checked import={given} onAsk={onAsk} />;
    case "finished":
    case "cancelled":
    case "undone":
      return <Ended import={given} onAsk={onAsk} />;
  }
}

function Checked({ import: given, onAsk }: StepProps) {
  const { id, counts } = given;
  const count = counts.created + counts.updated;
  return (
    <div className={styles.progress}>
      <h2>Review</h2>
      <Counts labels={["Rows", "New contacts", "Changed contacts", "Skipped rows"]} counts={counts} />
      <Unmapped columns={given.columns} mapping={given.mapping} />
      <div className={styles.buttons}>
        {count > 0 ? (
          <AskButton isPrimary onAsk={() => onAsk(startImport)}>
            {`Import ${countOf(count, "contact")}`}
          </AskButton>
        ) : (
          <span className={styles.dimmed}>There is nothing to import: every row is skipped.</span>
        )}
        <Button component={Link} href={`/contacts/import/${id}?step=columns`} variant="default">
          Choose the columns again
        </Button>
        <RowFiles id={id} counts={counts} />
        <DiscardImport id={id} />
      </div>
    </div>
  );
}

const endTitles = {
  finished: "The import is done",
  cancelled: "The import was cancelled",
  undone: "The import is undone",
} as const;

function Ended({ import: given, onAsk }: StepProps) {
  const { id, counts, status } = given;
  const title = status === "finished" || status === "cancelled" || status === "undone" ? endTitles[status] : "";
  return (
    <div className={styles.progress}>
      <h2>{title}</h2>
      <Counts labels={["Rows", "Added", "Changed", "Skipped"]} counts={counts} />
      {status === "undone" && (
        <p className={styles.dimmed}>
          {countOf(counts.undone, "contact")} {counts.undone === 1 ? "was" : "were"} reverted.{" "}
          {counts.kept > 0 &&
            `${formatCount(counts.kept)} ${counts.kept === 1 ? "was left unchanged, in whole or in part, because it has" : "were left unchanged, in whole or in part, because they have"} changed since.`}
        </p>
      )}
      <div className={styles.buttons}>
        <Button component={Link} href={status === "undone" ? "/contacts" : `/contacts?import=${id}&sort=newest`}>
          {status === "undone" ? "Go to the contacts" : "See the new contacts"}
        </Button>
        <RowFiles id={id} counts={counts} />
        {given.canUndo && <AskButton onAsk={() => onAsk(undoImport)}>Undo the import</AskButton>}
      </div>
    </div>
  );
}

function Counts({
  labels,
  counts,
}: {
  labels: readonly [string, string, string, string];
  counts: ImportDetail["counts"];
}) {
  const [rows, created, updated, skipped] = labels;
  const shown: (readonly [word: string, count: number])[] = [
    [rows, counts.rows],
    [created, counts.created],
    ...(counts.numberless > 0 ? [[`${created} without a number`, counts.numberless] as const] : []),
    [updated, counts.updated],
    [skipped, counts.skipped],
  ];
  return (
    <>
      <dl className={styles.counts}>
        {shown.map(([word, count]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {counts.leftOut > 0 && (
        <p className={styles.dimmed}>
          In {countOf(counts.leftOut, "row")} a field cannot be used and is left out; the rest of the row is imported.
        </p>
      )}
    </>
  );
}

/** The rows that somebody may want to fix and import again. */
function RowFiles({ id, counts }: { id: string; counts: ImportDetail["counts"] }) {
  const href = `/api/contacts/imports/${id}/skipped`;
  return (
    <>
      {counts.skipped > 0 && <ExportLink href={href} label="Skipped rows" />}
      {counts.leftOut > 0 && <ExportLink href={`${href}?which=left_out`} label="Rows with a field left out" />}
    </>
  );
}

type AskButtonProps = { children: string; isPrimary?: boolean; isDisabled?: boolean; onAsk(): Promise<boolean> };

function AskButton({ children, isPrimary, isDisabled, onAsk }: AskButtonProps) {
  const [isBusy, setBusy] = useState(false);
  useWorking(isBusy);
  return (
    <Button
      variant={isPrimary ? "filled" : "default"}
      loading={isBusy}
      disabled={isDisabled}
      onClick={async () => {
        setBusy(true);
        await onAsk();
        setBusy(false);
      }}
    >
      {children}
    </Button>
  );
}
