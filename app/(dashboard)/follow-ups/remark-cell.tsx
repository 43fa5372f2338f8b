import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { AboveRow } from "@/components/data-table/data-table";
import type { FollowUp } from "@/lib/follow-ups/schema";
import { nameOf } from "./follow-up-text";
import styles from "./remark-cell.module.css";
import type { FollowUpChanges } from "./use-follow-up-changes";

type RemarkCellProps = { followUp: FollowUp; changes: FollowUpChanges; onComplete?(remark: string): void };

/** A remark that becomes a field where it stands: Enter saves, Escape leaves it as it was. */
export function RemarkCell({ followUp, changes, onComplete }: RemarkCellProps) {
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const name = nameOf(followUp);
  const canComplete = onComplete && followUp.status === "pending";

  function leave() {
    setEditing(false);
    setTimeout(() => button.current?.focus());
  }
  function save(event: FormEvent) {
    event.preventDefault();
    const remark = input.current?.value.trim() ?? "";
    leave();
    if (remark !== followUp.remark) void changes.writeRemark(followUp, remark);
  }

  if (!isEditing) {
    return (
      <AboveRow>
        <button
          ref={button}
          type="button"
          className={styles.remark}
          data-empty={followUp.remark === "" || undefined}
          title={followUp.remark || undefined}
          aria-label={followUp.remark ? `Remark on ${name}: ${followUp.remark}. Change it` : `Add a remark on ${name}`}
          onClick={() => setEditing(true)}
        >
          {followUp.remark || "Add a remark"}
        </button>
      </AboveRow>
    );
  }
  return (
    <AboveRow>
      <form
        className={styles.form}
        onSubmit={save}
        onKeyDown={(event: KeyboardEvent) => event.key === "Escape" && leave()}
      >
        <input
          ref={input}
          // biome-ignore lint/a11y/noAutofocus: it stands where the button was that asked for it.
          autoFocus
          aria-label={`Remark on ${name}`}
          defaultValue={followUp.remark}
          maxLength={2000}
          autoComplete="off"
        />
        <button type="submit">Save</button>
        {canComplete && (
          <button type="button" onClick={() => onComplete(input.current?.value.trim() ?? "")}>
            Save and complete
          </button>
        )}
      </form>
    </AboveRow>
  );
}
